/** JMH benchmarks, the rigs they share, and the command line. */
package io.quorate.benchmarks;
