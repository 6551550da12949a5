package io.quorate.benchmarks.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Counts benchmarks that began and did not end: JMH prints their errors, and then says nothing more
 * of them.
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
        } else if (method.getName().equals("endBenchmark") && arguments[0] != null) {
            open--;
        }
        try {
            return method.invoke(target, arguments);
        } catch (final InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** How many have failed, once JMH is done. */
    int failed() {
        return open;
    }
}
