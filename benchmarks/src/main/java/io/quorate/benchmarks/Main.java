package io.quorate.benchmarks;

import io.quorate.JvmFlags;
import java.io.IOException;
import java.util.stream.Stream;

/** The front door of {@code benchmarks.jar}: JMH, whose forks get the JVM flags they need. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) throws IOException {
        final Stream<String> flags =
                Stream.of("-jvmArgsPrepend", String.join(" ", JvmFlags.list()));
        org.openjdk.jmh.Main.main(Stream.concat(flags, Stream.of(args)).toArray(String[]::new));
    }
}
