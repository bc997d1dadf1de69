package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What watches the shop: the rules for Prometheus, and the containers that read them. */
@Tag("fast")
class AlertTests {

    private static final Path FOLDER = Path.of("src/deploy/observability");
    private static final Pattern ALERT = Pattern.compile("alert(?:name)?: (Polyglot\\w+)");
    private static final Duration BOUND = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "test rules alerts.test.yml"})
    void prometheusUnderstandsItsFilesAndTheRulesDoWhatTheirTestsSay(String command) {
        var promtool = OptionalTools.program("promtool").toString();

        var checked = ChildProcess.run(FOLDER, Map.of(), BOUND, (promtool + " " + command).split(" "));

        assertThat(checked.exit()).as(checked.output()).isZero();
    }

    @Test
    void everyAlertIsTestedAndOnThePage() throws IOException {
        var alerts = names(FOLDER.resolve("alerts.yml"), ALERT);

        assertThat(alerts).isNotEmpty().isEqualTo(names(FOLDER.resolve("alerts.test.yml"), ALERT));
        assertThat(alerts)
                .isEqualTo(names(Path.of("src/docs/observability.md"), Pattern.compile("(?m)^\\| `(Polyglot\\w+)`")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "jaeger", "grafana"})
    void whatWatchesRunsOnlyIfAskedForAndIsOpenToThisMachineAlone(String name) throws IOException {
        var service = YamlFile.read(Path.of("docker-compose.yml")).at("/services/" + name);

        assertThat(service.at("/profiles/0").asString()).isEqualTo("observability");
        assertThat(service.at("/image").asString()).matches("[a-z]+/[a-z]+:v?\\d+\\.\\d+\\.\\d+");
        assertThat(service.at("/ports").isEmpty()).isFalse();
        assertThat(service.at("/ports"))
                .allSatisfy(port -> assertThat(port.asString()).startsWith("127.0.0.1:"));
        assertThat(service.path("volumes")).allSatisfy(AlertTests::isThereAndOnlyRead);
    }

    private static void isThereAndOnlyRead(JsonNode volume) {
        var parts = volume.asString().split(":");
        assertThat(Path.of(parts[0])).isRegularFile();
        assertThat(parts[2]).isEqualTo("ro");
    }

    private static TreeSet<String> names(Path file, Pattern pattern) throws IOException {
        var names = new TreeSet<String>();
        pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .forEach(names::add);
        return names;
    }
}
