/** The verbs of {@code ./quorate}, and what they print. */
package io.quorate.benchmarks.cli;
