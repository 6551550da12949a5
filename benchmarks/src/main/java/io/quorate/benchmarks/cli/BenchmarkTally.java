package io.quorate.benchmarks.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Counts benchmarks that began and did not end as they should: JMH prints the error of an iteration
 * and shows what went before it as the result. Whatever broke a promise in its third iteration has
 * no figure of two.
 */
final class BenchmarkTally {
    private final OutputFormat target;
    private int open;

    /** A tally of what is shown by that format. */
    BenchmarkTally(final OutputFormat target) {
        this.target = target;
    }

    /** The same format, counted. */
    OutputFormat format() {
        return (OutputFormat) Proxy.newProxyInstance(OutputFormat.class.getClassLoader(),
                new Class<?>[] {OutputFormat.class}, this::pass);
    }

    private Object pass(final Object proxy, final Method method, final Object[] arguments)
            throws Throwable {
        if (method.getName().equals("startBenchmark")) {
            open++;
        } else if (method.getName().equals("endBenchmark")
                && arguments[0] instanceof BenchmarkResult result && isWhole(result)) {
            open--;
        }
        try {
            return method.invoke(target, arguments);
        } catch (final InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isWhole(final BenchmarkResult result) {
        final BenchmarkParams params = result.getParams();
        return result.getIterationResults().size()
                >= Math.max(1, params.getForks()) * params.getMeasurement().getCount();
    }

    /** How many have failed, once JMH is done. */
    int failed() {
        return open;
    }
}
