package io.quorate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flags with which a JVM must be started to run Quorate, as the build wrote them down.
 *
 * <p>Off-heap memory is reached through packages that the JDK keeps to itself, and only a flag at
 * start-up opens them. Immutable; any thread may call.
 */
public final class JvmFlags {
    private static final String RESOURCE = "jvm.flags";
    private static final Module JAVA_BASE = Object.class.getModule();
    private static final List<String> FLAGS = read();

    private JvmFlags() {
    }

    /** All flags, in the order in which a command line should carry them; never empty. */
    public static List<String> list() {
        return FLAGS;
    }

    /**
     * Returns if Quorate may reach into all these packages of {@code java.base}.
     *
     * @param packages names such as {@code "jdk.internal.misc"}
     * @throws IllegalStateException if one is closed; the message names each flag that is missing
     */
    public static void require(String... packages) {
        final String missing = Stream.of(packages)
                .filter(name -> !isOpen(name))
                .map(JvmFlags::opening)
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("This JVM keeps packages closed that Quorate needs;"
                    + " start java with " + missing);
        }
    }

    private static boolean isOpen(String packageName) {
        return JAVA_BASE.isOpen(packageName, JvmFlags.class.getModule());
    }

    private static String opening(String packageName) {
        return "--add-opens=java.base/" + packageName + "=ALL-UNNAMED";
    }

    private static List<String> read() {
        try (InputStream flags = JvmFlags.class.getResourceAsStream(RESOURCE)) {
            final String text = new String(flags.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.trim().split("\\s+"));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + RESOURCE + " from Quorate's jar", e);
        }
    }
}
