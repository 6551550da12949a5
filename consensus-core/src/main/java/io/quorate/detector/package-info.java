/**
 * What turns evidence and silence into suspicion, as interchangeable strategies with one contract,
 * {@link io.quorate.detector.FailureDetector}. Suspicion starts a pre-vote and nothing more: safety
 * never depends on it, and time arrives as a number.
 */
package io.quorate.detector;
