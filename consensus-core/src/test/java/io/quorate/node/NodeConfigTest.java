package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.detector.Detection;
import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.ElectionSettings;
import io.quorate.port.Durability;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigTest {
    private static final String GOOD = """
            cluster.id = 7
            member.id = 2
            member.1 = alpha:9001
            member.2 = beta:9001
            member.3 = [::1]:9001
            directory = data
            """;

    @TempDir
    private Path directory;

    private NodeConfig load(final String text) {
        return NodeConfig.load(write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path write(final byte[] bytes) {
        try {
            return Files.write(directory.resolve("node.properties"), bytes);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused(final String text, final String... words) {
        final String message = assertThrows(ConfigException.class, () -> load(text)).getMessage();
        assertTrue(message.startsWith(directory.resolve("node.properties") + ": "), message);
        assertSentence(message, words);
    }

    private static void assertSentence(final String message, final String... words) {
        for (final String word : words) {
            assertTrue(message.contains(word), "no '" + word + "' in: " + message);
        }
        assertFalse(message.contains("\n"), message);
        assertFalse(message.endsWith("."), message);
    }

    @Test
    void detectionIsReadByTheSameKeys() {
        final Detection detection = load(GOOD + """
                detector = any(phi,leader-check)
                check.interval = 100ms
                check.timeout = 250ms
                check.retries = 4
                phi.threshold = 10
                phi.pause = 1s
                rtt.losses = 5
                election = back-off
                election.initial = 10ms
                election.back-off = 20ms
                election.max = 2s
                election.duration = 50ms
                """).raft().detection();
        assertEquals(new DetectorSettings(List.of(DetectorKind.PHI, DetectorKind.LEADER_CHECK),
                100_000_000, 250_000_000, 4, 10, 1_000_000_000, 5), detection.detector());
        assertEquals(new ElectionSettings(ElectionSettings.Kind.BACK_OFF, 10_000_000, 20_000_000,
                2_000_000_000, 50_000_000), detection.election());
    }

    @Test
    void whatIsNotSaidIsAtItsDefault() {
        final NodeConfig config = load(GOOD);
        assertEquals(7, config.clusterId());
        assertEquals(2, config.memberId());
        assertEquals(List.of(new Peer(1, "alpha:9001"), new Peer(2, "beta:9001"),
                new Peer(3, "[::1]:9001")), config.members());
        assertEquals(new NodeConfig.Timing(50_000_000, 500_000_000, 1_000_000_000, 0,
                new NodeConfig.Leading(90, 1_000_000_000, 10_000_000_000L),
                Detection.OF_THE_PAPER), config.timing());
        assertEquals(new NodeConfig.Disk("chronicle", Path.of("data"), Durability.FSYNC, false,
                64 << 20, 1_000_000_000), config.disk());
        assertEquals(new NodeConfig.Wire("aeron-udp", Map.of(), 256, 4 << 20,
                "none"), config.wire());
        assertEquals(Threading.THREAD_PER_NODE, config.threading());
        assertEquals(Idle.BACKOFF, config.idle());
    }

    @Test
    void aBreakerThatWouldRefuseTheLongestCommandByItselfIsRefused() {
        assertRefused(GOOD + "breaker.backlog = 256KiB", "breaker.backlog = 256KiB",
                "max-command = 256KiB", "0B for off");
        assertEquals(new AdmissionLimits(1 << 30, 0, 256 << 20, 512 << 20, 90),
                load(GOOD + "breaker.in-flight = 1GiB\nbreaker.uncommitted = 0B\n"
                        + "breaker.heap = 90").limits().admission());
    }

    @Test
    void aFileAndCodeSayTheSame() {
        final NodeConfig fromFile = load(GOOD + """
                heartbeat = 10ms
                election-timeout = 100ms..250ms
                storage = mapped
                durability = page-cache
                transport = aeron-ipc
                transport.aeron.dir = /dev/shm/x
                bootstrap = true
                threading = inline
                seed = 5
                """);
        final NodeConfig fromCode = NodeConfig.builder().cluster(7).self(2)
                .member(3, "[::1]:9001").member(2, "beta:9001").member(1, "alpha:9001")
                .directory(Path.of("data")).heartbeat(Duration.ofMillis(10))
                .electionTimeout(Duration.ofMillis(100), Duration.ofMillis(250))
                .storage("mapped", Durability.PAGE_CACHE).transport("aeron-ipc")
                .set("transport.aeron.dir", "/dev/shm/x").bootstrap(true)
                .threading(Threading.INLINE).set("seed", "5").build();
        assertEquals(fromCode, fromFile);
    }

    @Test
    void oneMemberIsStandaloneAndNeedsNoNameForItself() {
        final NodeConfig config = load("cluster.id=1\nmember.5=localhost:9001\ndirectory=d");
        assertEquals(5, config.memberId());
    }

    @Test
    void memoryKeepsNothingUnlessToldOtherwise() {
        final String memory = "cluster.id=1\nmember.1=localhost:9001\nstorage=memory\n";
        assertEquals(Durability.MEMORY, load(memory).disk().durability());
        assertRefused(memory + "durability=fsync", "durability = fsync", "storage = memory", "set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "heartbeat=500ms       | heartbeat = 500ms    | shorter than election-timeout | tenth",
        "heartbeat=10          | heartbeat = 10       | unit                          | 50ms",
        "heartbeat=fast        | heartbeat = fast     | whole number                  | ms",
        "heartbeat=0           | heartbeat = 0        | out of range                  | 100us",
        "heartbeat=2min        | heartbeat = 2min     | out of range                  | 1min",
        "election-timeout=1s..2 | election-timeout    | unit                          | 50ms",
        "election-timeout=2s..1s | election-timeout   | MIN..MAX                      | 500ms..1s",
        "promise=1             | promise = 1          | unit                          | 50ms",
        "durability=sync       | durability = sync    | memory or page-cache or fsync | must",
        "bootstrap=yes         | bootstrap = yes      | false or true                 | must",
        "threading=many        | threading = many     | inline or thread-per-node     | must",
        "idle=sleep            | idle = sleep         | backoff or yield or spin      | must",
        "segment=3MiB          | segment = 3MiB       | power of two                  | 64MiB",
        "segment=64MB          | segment = 64MB       | unit                          | MiB",
        "segment=64KiB         | segment = 64KiB      | max-command = 256KiB          | larger",
        "window=3              | window = 3           | power of two                  | 256",
        "window=two            | window = two         | whole number                  | 65536",
        "max-command=2MiB      | max-command = 2MiB   | out of range                  | 1MiB",
        "health.quiet=500ms    | health.quiet = 500ms | longer than                   | 10 times",
        "health.stand-after=0  | health.stand-after   | out of range                  | 1 to",
        "storage=              | storage =            | says nothing                  | memory",
        "hartbeat=10ms         | hartbeat             | not a known key               | heartbeat?",
        "Heartbeat=10ms        | Heartbeat            | not a known key               | heartbeat?",
        "member.N=a:1          | member.N             | not a known key               | member.",
        "electionTimeout=1s    | electionTimeout      | not a known key    | election-timeout?",
        "colour=red            | colour               | not a known key        | CONFIGURATION.md",
        "member.4=gamma        | member.4 = gamma     | host:port               | localhost:9001",
        "member.4=gamma:0      | member.4 = gamma:0   | 1 to 65535              | localhost:9001",
        "member.4=gamma:99999  | member.4 = gamma:99999 | 1 to 65535            | localhost:9001",
        "member.4=alpha:9001   | member.4 = alpha:9001 | another member's address     | own",
        "member.0=gamma:9001   | member.id = 0        | out of range                  | 1 to",
        "member.01=gamma:9001  | member.01            | leading zeros                 | id",
    })
    void aBadSettingIsRefusedInOneSentence(final String line, final String key, final String what,
            final String remedy) {
        assertRefused(GOOD + line, key, what, remedy);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertRefused(GOOD + "heartbeat=1ms\nheartbeat=2ms", "heartbeat is set twice", "keep one");
        assertRefused(GOOD + "member.1 = other:9001", "member.1 is set twice", "keep one");
    }

    @Test
    void aClusterWithoutMembersIsRefused() {
        assertRefused("cluster.id = 1\ndirectory = d", "no member", "member.1 = localhost:9001");
    }

    @Test
    void whatMustBeSaidIsAskedFor() {
        assertRefused("member.1 = localhost:9001\ndirectory = d", "cluster.id", "missing");
        assertRefused("cluster.id = 1\nmember.1 = localhost:9001", "directory", "missing");
        assertRefused(GOOD.replace("member.id = 2", ""), "member.id", "missing", "[1, 2, 3]");
    }

    @Test
    void aNodeThatIsNoneOfItsMembersIsRefused() {
        assertRefused(GOOD.replace("member.id = 2", "member.id = 4"), "member.id = 4",
                "[1, 2, 3]", "member.4");
    }

    @Test
    void moreMembersThanAClusterCanHaveAreRefused() {
        final StringBuilder many = new StringBuilder("cluster.id=1\nmember.id=1\ndirectory=d\n");
        for (int id = 1; id <= 32; id++) {
            many.append("member.").append(id).append("=host:").append(9000 + id).append('\n');
        }
        assertRefused(many.toString(), "32 members", "31");
    }

    @Test
    void observersPrioritiesAndWhoIsToJoinAreToldToTheCore() {
        final NodeConfig config = load(GOOD.replace("member.3 = ", "member.3 = gamma:9001 observer"
                + "\n#") + "priority.1 = 5\npriority.2=0\njoin = true");
        final Configuration told = config.raft().configuration();
        assertEquals("1:voter 3:observer", told.toString(), "this one is 2, and yet to join");
        assertEquals(5, told.member(1).priority());
        assertEquals("gamma:9001", told.member(3).address());
        assertTrue(config.storageSettings().isBootstrap(), "it may begin in an empty directory");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            member.9 = h:9 witness                       | member.9    | host:port observer
            priority.7 = 1                               | priority.7  | add member.7
            priority.1 = -1                              | priority.1  | 0 to
            bootstrap=true; join=true                    | join        | contradict
            priority.1=0; priority.2=0; priority.3=0     | priority.1  | give one of them more
            """)
    void rolesThatMakeNoSenseAreRefused(final String lines, final String key, final String what) {
        assertRefused(GOOD + lines.replace(";", "\n"), key, what);
    }

    @Test
    void aClusterOfObserversAloneIsRefused() {
        assertRefused("cluster.id=1\nmember.1=h:1 observer\ndirectory=d", "observer", "voter");
        assertRefused("cluster.id=1\nmember.1=h:1\njoin=true\ndirectory=d", "join", "list");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        final Path missing = directory.resolve("missing.properties");
        assertSentence(refused(missing), missing.toString(), "does not exist");
        assertSentence(refused(directory), directory.toString(), "cannot be read");
        final Path binary = write(new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
        assertSentence(refused(binary), binary.toString(), "UTF-8");
        final Path escaped = write("directory = C:\\users".getBytes(StandardCharsets.UTF_8));
        assertSentence(refused(escaped), escaped.toString(), "backslash");
    }

    private static String refused(final Path file) {
        return assertThrows(ConfigException.class, () -> NodeConfig.load(file)).getMessage();
    }
}
