/** What can be done to a member, by one set of names in files, parameters and results. */
package io.quorate.benchmarks.fault;
