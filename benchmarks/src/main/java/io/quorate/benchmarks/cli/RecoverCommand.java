package io.quorate.benchmarks.cli;

import io.quorate.node.ConfigException;
import io.quorate.node.NodeConfig;
import io.quorate.node.Recovery;
import io.quorate.port.StorageException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate recover}: the last resort when a majority of the voters is lost for good. */
@Command(name = "recover",
        header = "LAST RESORT: makes the survivors of a lost majority the only voters.",
        synopsisHeading = "%nUsage: ",
        description = """

        DANGER. What was acknowledged may be lost: the survivors may not hold it. If members that
        are left out still run, there may be two clusters, and each takes writes. Use it only when
        a majority of the voters is gone for good, and never when it may come back.

        Stop all survivors first. Run it once, for the survivor whose log is the longest (its
        counters say lastIndex and term); start that member, then the others. They follow it.
        """,
        footer = """

        Members 1 and 4 of five are left:
          quorate recover 1.properties --members 1,4 --i-may-lose-acknowledged-writes""")
final class RecoverCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE", description = "The member's configuration.")
    private Path file;

    @Option(names = "--members", required = true, split = ",", paramLabel = "ID",
            description = "The survivors, this member among them.")
    private Set<Integer> members = new TreeSet<>();

    @Option(names = "--i-may-lose-acknowledged-writes",
            description = "Says that you know; without it nothing is done.")
    private boolean isMeant;

    @Override
    public Integer call() {
        if (!isMeant) {
            throw new BadInputException("nothing was done: recover may lose acknowledged writes"
                    + " and split the cluster in two; read \"quorate recover --help\", and add"
                    + " --i-may-lose-acknowledged-writes if that is what is left");
        }
        try {
            out().println("from now on, in this member's log: "
                    + Recovery.force(NodeConfig.load(file), members));
            out().println("start it now, then the other survivors; never start those left out");
            return ExitCode.OK;
        } catch (final ConfigException | StorageException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}
