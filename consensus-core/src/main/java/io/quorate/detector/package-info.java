/**
 * What turns silence into suspicion. Suspicion starts a pre-vote and nothing more: safety never
 * depends on it, and time arrives as a number.
 */
package io.quorate.detector;
