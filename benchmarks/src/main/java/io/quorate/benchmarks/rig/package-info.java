/**
 * A whole cluster in one JVM, made of the parts that an embedder would use, with everything done to
 * it that a benchmark or a test has in mind: members crash, return and catch up, and what each
 * applied is compared.
 */
package io.quorate.benchmarks.rig;
