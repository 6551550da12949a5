package io.quorate.benchmarks.virtual;

import static io.quorate.benchmarks.virtual.VirtualSettings.Wire;

import io.quorate.results.ElectionModel;
import io.quorate.results.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was published about elections, done again by the node of today in virtual time.
 *
 * <p>The Raft paper gives its network as "a broadcast time of roughly 15 ms", disk writes included.
 * One way of {@value #ONE_WAY_MS} ms is what its own curve says: with 150 to 155 ms about 29 % of
 * elections were over in the first round. Two ways for the pre-vote and two for the vote make 10 ms
 * of the 15.
 */
public final class Papers {
    /** One way between two servers of the Raft paper. */
    public static final double ONE_WAY_MS = 2.5;

    private static final double POINTS = 100;

    private final int elections;
    private final Consumer<Row> rows;

    /**
     * One setting, and what it came to.
     *
     * @param name  the setting
     * @param found what was found
     * @param model what the thesis' formula expects on average, in milliseconds; NaN for none
     */
    public record Row(String name, Sample found, double model) {
    }

    /** A reproduction of so many elections for each setting, told row by row. */
    public Papers(final int elections, final Consumer<Row> rows) {
        this.elections = elections;
        this.rows = rows;
    }

    /** Elections with these settings, told as a row. */
    public Sample row(final String name, final VirtualSettings settings) {
        final Sample found = Sample.of(settings, elections);
        final double milli = 1e6;
        final ElectionModel model = new ElectionModel(settings.nodes(),
                settings.nodes() - 1 - settings.dead(), settings.timeoutNsMin() / milli,
                settings.timeoutNsMax() / milli, settings.heartbeatNs() / milli,
                (settings.wire().delayNsMin() + settings.wire().delayNsMax()) / 2.0 / milli, 0);
        rows.accept(new Row(name, found, model.expected()));
        return found;
    }

    private Sample raft(final int min, final int max) {
        return row(min + "-" + max + " ms", VirtualSettings.of(5, min, max, Wire.of(ONE_WAY_MS)));
    }

    /**
     * Figure 16, above: little randomness makes split votes. The paper's logs were of unequal
     * length, so that some candidates could not win; here a pre-vote turns those away, and more
     * elections may be over in one round.
     */
    public List<Claim> raft16a() {
        final Sample least = raft(150, 151);
        final Sample little = raft(150, 155);
        final Sample more = raft(150, 175);
        final Sample enough = raft(150, 200);
        final Sample usual = raft(150, 300);
        row("150-155 ms, logs of unequal length",
                VirtualSettings.of(5, 150, 155, Wire.of(ONE_WAY_MS)).unequal());
        return List.of(
                new Claim("150-151 ms: median, ms, of a second and more", 1200, least.median(),
                        600, 12_000),
                Claim.near("150-155 ms: median, ms", 287, little.median(), 0.25),
                Claim.within("150-155 ms: over in one round, %", 29, POINTS * little.firstRound(),
                        20),
                Claim.within("150-175 ms: over in one round, %", 84, POINTS * more.firstRound(),
                        15),
                Claim.within("150-200 ms: over in one round, %", 93, POINTS * enough.firstRound(),
                        15),
                new Claim("150-200 ms: worst, ms, within a factor of two", 513, enough.max(), 256,
                        1026),
                Claim.near("150-300 ms: median, ms", 170, usual.median(), 0.2));
    }

    /** Figure 16, below: elections scale with the timeout, until the network shows. */
    public List<Claim> raft16b() {
        final List<Claim> claims = new ArrayList<>();
        for (final Published published : Published.RAFT_16) {
            final int min = published.timeoutMinMs();
            if (published.timeoutMaxMs() == 2 * min) {
                final Sample found = raft(min, 2 * min);
                published.points().stream().filter(point -> point[0] == 0.5).forEach(
                        point -> claims.add(Claim.near(min + "-" + 2 * min + " ms: median, ms",
                                point[1], found.median(), 0.2)));
                if (min == 12) {
                    claims.add(Claim.near("12-24 ms: mean, ms", 35, found.mean(), 0.2));
                    claims.add(new Claim("12-24 ms: worst, ms, within a factor of two", 152,
                            found.max(), 76, 304));
                }
            }
        }
        return claims;
    }

    /** Section 9.2: the share of split votes by latency, for timeouts that spread over 100 ms. */
    public List<Claim> thesisSplit() {
        final List<Claim> claims = new ArrayList<>();
        final double[][] published = {{1, 0.06}, {10, 5.2}, {20, 18.1}};
        for (final double[] pair : published) {
            final Sample found = row("one way " + pair[0] + " ms",
                    VirtualSettings.of(5, 400, 500, Wire.of(pair[0])));
            claims.add(Claim.within("split in the first round with " + pair[0] + " ms, %", pair[1],
                    POINTS * (1 - found.firstRound()), Math.max(0.5, 0.25 * pair[1])));
        }
        return claims;
    }

    /** Section 9.4: across a continent, with all the others alive and with a bare majority. */
    public List<Claim> thesisWan() {
        final VirtualSettings wan = VirtualSettings.of(5, 300, 600, Wire.of(30, 40));
        final Sample one = row("one of five failed", wan);
        final Sample two = row("two of five failed", wan.dead(1));
        final double since = 75;         // half a heartbeat: theirs counts from the last one
        final double more = 35 + 70;     // it was under way, and a pre-vote asks and hears
        return List.of(
                Claim.near("one failed: mean since the last heartbeat, ms, less a pre-vote", 475,
                        one.mean() + since - more, 0.15),
                Claim.near("two failed: the same", 650, two.mean() + since - more, 0.2),
                Claim.near("two failed to one failed", 650 / 475.0, (two.mean() + since - more)
                        / (one.mean() + since - more), 0.2));
    }
}
