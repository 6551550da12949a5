/** Detectors against each other in virtual time: how soon they are right, how often wrong. */
package io.quorate.benchmarks.detect;
