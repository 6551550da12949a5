/** What a run can be asked besides its figures: where the time of trials and of processors goes. */
package io.quorate.benchmarks.profile;
