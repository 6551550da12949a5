package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A cluster, what is done to it, and what is expected of it: one file, checked.
 *
 * @param name     for folders and tables
 * @param title    one line for people
 * @param nodes    voters, ids from 1
 * @param observers that replicate and never vote, ids after those of the voters
 * @param jvm      of each member, where it is a process of its own
 * @param settings of every member, by the keys of docs/CONFIGURATION.md
 * @param load     what clients do
 * @param lengthNs from the beginning of the load to its end
 * @param steps    in the order of their times
 */
public record Scenario(String name, String title, int nodes, int observers,
        MemberJvm jvm, Map<String, String> settings, LoadPlan load, long lengthNs,
        List<Step> steps, Expected expected) {
    static final long CLUSTER_ID = 7;

    /** Keeps copies. */
    public Scenario {
        settings = new TreeMap<>(settings);
        steps = List.copyOf(steps);
    }

    /** How many members there are, of both kinds. */
    public int members() {
        return nodes + observers;
    }

    /** Whether something is done to the ways between members. */
    boolean strikesLinks() {
        return steps.stream().anyMatch(step ->
                step instanceof Step.Strike strike && strike.fault().strikesLinks());
    }

    /** Whether that is done to a member. */
    boolean strikes(final Fault fault) {
        return steps.stream().anyMatch(step ->
                step instanceof Step.Strike strike && strike.fault() == fault);
    }

    /** What a member is told that lies in that directory, with all at their addresses. */
    NodeConfigBuilder config(final int id, final Path directory,
            final IntFunction<String> addresses) {
        final NodeConfigBuilder builder = NodeConfig.builder().cluster(CLUSTER_ID).self(id)
                .directory(directory).bootstrap(true);
        for (int member = 1; member <= members(); member++) {
            if (member <= nodes) {
                builder.member(member, addresses.apply(member));
            } else {
                builder.observer(member, addresses.apply(member));
            }
        }
        settings.forEach(builder::set);
        return builder;
    }

    /** What a member is told where directories and addresses are of no matter. */
    NodeConfig config() {
        return config(1, Path.of("unused"), id -> "127.0.0.1:" + (9000 + id)).build();
    }
}
