/**
 * Whether what clients saw could have come from one machine that does one thing at a time: a
 * checker of histories for linearizability. It stands on the JDK alone.
 */
package io.quorate.check;
