/** Examines a host: how well it keeps time, syncs and schedules, and what that allows. */
package io.quorate.benchmarks.doctor;
