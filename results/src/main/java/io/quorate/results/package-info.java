/** The record of a run, its statistics, and the comparison of two. */
package io.quorate.results;
