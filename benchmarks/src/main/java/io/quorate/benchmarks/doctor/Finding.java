package io.quorate.benchmarks.doctor;

/**
 * One thing that was looked at.
 *
 * @param what   what it is
 * @param value  how it is here, with its unit
 * @param advice what to do about it; empty if it is well
 */
public record Finding(String what, String value, String advice) {
}
