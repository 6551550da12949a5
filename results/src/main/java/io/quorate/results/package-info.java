/**
 * The record of a run, its statistics, and the comparison of two.
 * <pre>
 *   command line    RunFolder ---- run.json, env.json, jmh/, SHA256SUMS
 *                       |
 *   forked JVMs     RunPart ------ parts/: Trial, Histograms  --finish()-->  trials.csv, hist/
 *                       :
 *   afterwards      RecordedRun -- Series (from JmhJson, Trials) of Observations
 *                       |
 *                   Comparison --- Bootstrap, Replicates, Verdict  -->  ComparisonTable (TextTable)
 * </pre>
 * A folder that cannot be used is a {@link io.quorate.results.ResultsException}: one sentence that
 * names the file and the remedy. {@code results/README.md} documents every file and column.
 */
package io.quorate.results;
