package io.quorate.storage.chronicle;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import net.openhft.chronicle.core.Jvm;

/**
 * Sees to it that Chronicle reports nothing to its makers, prints nothing and starts no thread of
 * its own accord. Must be touched before any class of Chronicle.
 *
 * <p>Chronicle reports trouble through handlers that a whole process shares; its errors and
 * warnings go to the {@link System.Logger} of this package, everything below is dropped.
 */
final class Quiet {
    static {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");   // its thread, too
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");   // not a word on itself
        }
        final Logger logger = System.getLogger(Quiet.class.getPackageName());
        Jvm.setExceptionHandlers(
                (source, message, thrown) -> logger.log(Level.ERROR, message, thrown),
                (source, message, thrown) -> logger.log(Level.WARNING, message, thrown),
                null, null);
    }

    private Quiet() {
    }

    /** Does what the class comment says, the first time. */
    static void please() {
        // the static initialiser has done it
    }
}
