/** Many simulated clusters at once, on all cores. */
package io.quorate.benchmarks.simulate;
