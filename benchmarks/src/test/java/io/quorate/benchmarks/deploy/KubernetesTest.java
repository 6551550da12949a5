package io.quorate.benchmarks.deploy;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quorate.node.NodeConfig;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in {@code deploy/}, held against itself and against what it is to run. */
@Timeout(60)
class KubernetesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final String FILE = "cluster.properties";

    @TempDir
    Path temp;
    private String text;
    private Manifest manifest;
    private StatefulSet set;
    private PodSpec pod;
    private Container node;

    @BeforeEach
    void itIsRead() throws IOException {
        text = Files.readString(DEPLOY.resolve("kubernetes.yaml"));
        manifest = new Manifest(text);
        set = manifest.the(StatefulSet.class);
        pod = set.getSpec().getTemplate().getSpec();
        assertEquals(1, pod.getContainers().size());
        node = pod.getContainers().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "terminationGracePeriodSeconds:, terminationGraceSeconds:",
        "publishNotReadyAddresses:, publishNotReadyAdresses:",
        "mountPath:, path:",
        "sizeLimit:, sizelimit:",
        "maxUnavailable:, maxUnvailable:",
        "data:, date:",
        "replicas: 3, replicas: three",
        "replicas: 3, replicas: '\"3\"'",
        "serviceName:, replicas:",
        "kind: StatefulSet, kind: StatefullSet",
        "policy/v1, policy/v1beta1"})
    void aMisspeltFieldIsFound(final String right, final String wrong) {
        assertTrue(text.contains(right));

        assertThrows(IOException.class, () -> new Manifest(text.replace(right, wrong)));
    }

    @Test
    void eachPodBecomesTheMemberThatItsNameMeans() throws Exception {
        final int replicas = set.getSpec().getReplicas();
        final List<String> names = IntStream.range(0, replicas).mapToObj(this::nameOf).toList();

        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            final NodeConfig config = NodeConfig.load(started(ordinal).file());

            assertEquals(ordinal + 1, config.memberId());
            assertEquals(names, config.members().stream().map(member -> hostOf(member.address()))
                    .toList());
            assertEquals(IntStream.rangeClosed(1, replicas).boxed().toList(),
                    config.members().stream().map(member -> member.id()).toList());
            assertTrue(config.wire().hasLinks());
        }
    }

    /** Of a pod, and of the service by which the others find it. */
    private String nameOf(final int ordinal) {
        return set.getMetadata().getName() + "-" + ordinal;
    }

    @Test
    void eachPodHasAServiceOfItsNameWhoseAddressIsThereFirstAndStays() {
        for (int ordinal = 0; ordinal < set.getSpec().getReplicas(); ordinal++) {
            final ServiceSpec service = service(nameOf(ordinal)).getSpec();

            assertNull(service.getClusterIP(), "it gets one");
            assertTrue(service.getPublishNotReadyAddresses());
            assertEquals(Map.of("statefulset.kubernetes.io/pod-name", nameOf(ordinal)),
                    service.getSelector());
        }
        assertEquals("None", service(set.getSpec().getServiceName()).getSpec().getClusterIP());
        assertEquals(1 + set.getSpec().getReplicas(), manifest.all(Service.class).size());
        assertEquals("Parallel", set.getSpec().getPodManagementPolicy());
    }

    private Service service(final String name) {
        return manifest.all(Service.class).stream()
                .filter(service -> service.getMetadata().getName().equals(name)).findFirst()
                .orElseThrow();
    }

    @Test
    void aClientNeedsOnlyWhatTheMembersShare() throws IOException {
        final Path file = Files.writeString(temp.resolve(FILE), shared());

        assertEquals(set.getSpec().getReplicas(), NodeConfig.loadCluster(file).members().size());
    }

    @Test
    void aNodeIsStartedAsTheImageStartsItWithTheFileThatWasWritten() throws Exception {
        final Start start = started(1);
        final List<String> words = new ArrayList<>(entryPoint());
        words.addAll(List.of("node", start.file().toString()));

        assertEquals(words, start.command());
        assertTrue(words.contains("-XX:+UseTransparentHugePages"), words.toString());
        assertTrue(Files.readString(Path.of("..", "quorate")).contains(
                "\"@$flags\" -XX:+UseTransparentHugePages \"-Dquorate.home=$home\" -jar \"$jar\""));
    }

    @Test
    void allPortsAreTheMembers() throws Exception {
        final Set<String> ports = Set.of("members UDP " + portOfMembers(), "link TCP "
                + portOfMembers());

        assertEquals(ports, node.getPorts().stream().map(KubernetesTest::describe)
                .collect(toSet()));
        for (final Service service : manifest.all(Service.class)) {
            assertEquals(ports, service.getSpec().getPorts().stream()
                    .map(port -> port.getName() + " " + port.getProtocol() + " " + port.getPort())
                    .collect(toSet()));
        }
        assertEquals("link", node.getReadinessProbe().getTcpSocket().getPort().getStrVal());
    }

    @Test
    void itIsKilledOnlyAfterItsOwnPatienceHasEnded() throws Exception {
        final long goodbyeSeconds =
                constant("io.quorate.benchmarks.cli.NodeCommand", "GOODBYE_SECONDS");

        assertTrue(pod.getTerminationGracePeriodSeconds() > goodbyeSeconds);
    }

    @Test
    void theDirectoryIsAnEmptyOneOnTheVolumeThatStays() throws Exception {
        final StatefulSetSpec spec = set.getSpec();
        assertEquals(1, spec.getVolumeClaimTemplates().size());
        final String volume = spec.getVolumeClaimTemplates().get(0).getMetadata().getName();
        final Path mounted = Path.of(mount(volume).getMountPath());
        final Path directory = NodeConfig.load(started(0).file()).disk().directory();

        assertTrue(directory.startsWith(mounted), directory.toString());
        assertFalse(directory.equals(mounted), "a new volume may hold lost+found");
    }

    @Test
    void theMediaDriverFindsRoomInSharedMemoryAndThePodHasRoomForThat() throws Exception {
        final Volume shm = pod.getVolumes().stream()
                .filter(volume -> volume.getEmptyDir() != null).findFirst().orElseThrow();
        final long bytes = bytes(shm.getEmptyDir().getSizeLimit());

        assertEquals("Memory", shm.getEmptyDir().getMedium());
        assertEquals("/dev/shm", mount(shm.getName()).getMountPath());
        assertTrue(bytes >= constant("io.quorate.transport.aeron.AeronDirectory", "ENOUGH_BYTES"));
        assertTrue(bytes(node.getResources().getLimits().get("memory")) >= 3 * bytes);
        assertEquals(node.getResources().getLimits().get("memory"),
                node.getResources().getRequests().get("memory"));
    }

    @Test
    void whoeverSelectsPodsSelectsThese() {
        final Map<String, String> labels =
                set.getSpec().getTemplate().getMetadata().getLabels();

        assertEquals(labels, set.getSpec().getSelector().getMatchLabels());
        assertEquals(labels, service(set.getSpec().getServiceName()).getSpec().getSelector());
        assertEquals(labels, manifest.the(PodDisruptionBudget.class).getSpec().getSelector()
                .getMatchLabels());
        assertEquals(labels, pod.getAffinity().getPodAntiAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution().get(0).getPodAffinityTerm()
                .getLabelSelector().getMatchLabels());
    }

    @Test
    void oneAtATimeMayBeTakenAway() {
        assertEquals(1, manifest.the(PodDisruptionBudget.class).getSpec().getMaxUnavailable()
                .getIntVal());
    }

    @Test
    void itIsTheUserOfTheImageAndNotRoot() throws IOException {
        final String user = pod.getSecurityContext().getRunAsUser() + ":"
                + pod.getSecurityContext().getRunAsGroup();

        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertEquals("USER " + user, instruction("USER"));
        assertEquals(pod.getSecurityContext().getRunAsGroup(),
                pod.getSecurityContext().getFsGroup());
    }

    // ---- what the container's command does ------------------------------------------------------

    private record Start(Path file, List<String> command) {
    }

    /** Runs it as that pod, where java tells how it was called. */
    private Start started(final int ordinal) throws Exception {
        final Path bin = Files.createDirectories(temp.resolve("bin"));
        command(bin, "java", "printf 'java\\n'; printf '%s\\n' \"$@\"");
        Files.writeString(temp.resolve(FILE), shared());
        final String script = String.join("\n", node.getArgs())
                .replace(mount("cluster").getMountPath() + "/", temp + "/")
                .replace("/tmp/member", temp + "/member-" + ordinal);
        final List<String> words = new ArrayList<>(node.getCommand());
        words.add(script);
        final ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        assertEquals("metadata.name", node.getEnv().get(0).getValueFrom().getFieldRef()
                .getFieldPath());
        builder.environment().put(node.getEnv().get(0).getName(),
                set.getMetadata().getName() + "-" + ordinal);
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        final Process process = builder.start();
        final String said = new String(process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        final List<String> lines = said.lines().toList();
        final List<String> command = lines.subList(lines.indexOf("java"), lines.size());
        return new Start(Path.of(command.get(command.size() - 1)), command);
    }

    private static void command(final Path bin, final String name, final String body)
            throws IOException {
        final Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private String shared() {
        return manifest.the(ConfigMap.class).getData().get(FILE);
    }

    private int portOfMembers() throws Exception {
        final Set<String> ports = NodeConfig.load(started(0).file()).members().stream()
                .map(member -> member.address().replaceAll(".*:", "")).collect(toSet());
        assertEquals(1, ports.size());
        return Integer.parseInt(ports.iterator().next());
    }

    private static String hostOf(final String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    private static String describe(final ContainerPort port) {
        return port.getName() + " " + port.getProtocol() + " " + port.getContainerPort();
    }

    private VolumeMount mount(final String volume) {
        return node.getVolumeMounts().stream().filter(mount -> mount.getName().equals(volume))
                .findFirst().orElseThrow();
    }

    private static long bytes(final Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }

    // ---- the image and the product --------------------------------------------------------------

    private static List<String> entryPoint() throws IOException {
        final String words = instruction("ENTRYPOINT").replaceFirst("ENTRYPOINT", "");
        return Stream.of(new ObjectMapper().readValue(words, String[].class)).toList();
    }

    /** The last of that name, on one line. */
    private static String instruction(final String name) throws IOException {
        return Files.readString(DEPLOY.resolve("Dockerfile")).replaceAll("\\\\\\n\\s*", "").lines()
                .filter(line -> line.startsWith(name + " ")).reduce((first, last) -> last)
                .orElseThrow();
    }

    private static long constant(final String type, final String name) throws Exception {
        final Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        return field.getLong(null);
    }
}
