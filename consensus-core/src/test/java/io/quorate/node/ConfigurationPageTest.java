package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/CONFIGURATION.md is written from the settings themselves. After a change, run this with
 * {@code -Dquorate.docs=write} and look at what git says.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "CONFIGURATION.md");

    @Test
    void thePageIsWhatTheSettingsSay() throws IOException {
        if ("write".equals(System.getProperty("quorate.docs"))) {
            Files.writeString(PAGE, page());
        }
        assertEquals(page(), Files.readString(PAGE),
                "run mvn -pl consensus-core test -Dtest=ConfigurationPageTest"
                        + " -Dquorate.docs=write and commit the page");
    }

    private static String page() {
        final StringBuilder page = new StringBuilder("""
                # Configuration

                A node is told what it is by a `.properties` file in UTF-8, or by the same keys in
                code (`NodeConfig.builder()`). Each key stands once; an unknown one is refused.
                Durations carry a unit of `ns`, `us`, `ms`, `s` or `min`, sizes of `B`, `KiB`, `MiB`
                or `GiB`.

                ```properties
                cluster.id = 1
                member.id = 1
                member.1 = alpha.example:9001
                member.2 = beta.example:9001
                member.3 = gamma.example:9001
                directory = /var/lib/quorate/1
                bootstrap = true
                ```

                | key | range | default | meaning |
                |---|---|---|---|
                """);
        for (final Setting<?> setting : Settings.ALL) {
            page.append("| `").append(setting.key()).append("` | ").append(setting.range())
                    .append(" | ").append(setting.defaultText() == null ? ""
                            : "`" + setting.defaultText() + "`")
                    .append(" | ").append(setting.meaning()).append(" |\n");
        }
        return page.append("| `transport.*` | | | An option of the transport, which names those"
                + " that it knows. |\n").toString();
    }
}
