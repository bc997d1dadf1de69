package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class ComposeFileTests {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyEngineHasAnImageWithAVersionOfItsOwn(Engine engine) {
        assertThat(ComposeService.of(engine).image()).matches("[a-z0-9]+:[0-9]+\\.[0-9]+\\.?[0-9]*(-[a-z]+)?");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyPortIsOpenToThisMachineAlone(Engine engine) {
        assertThat((List<?>) ComposeFile.service(engine.id()).get("ports"))
                .anySatisfy(port -> assertThat(port).isEqualTo("127.0.0.1:%1$d:%1$d".formatted(engine.defaultPort())))
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aStoreIsAskedOftenWhileItStartsAndSeldomAfterwards(Engine engine) {
        var check = Objects.requireNonNull(
                (Map<?, ?>) ComposeFile.service(engine.id()).get("healthcheck"));
        var retries = Objects.requireNonNull((Integer) check.get("retries"));

        assertThat(seconds(check.get("start_interval"))).isLessThanOrEqualTo(5);
        assertThat(seconds(check.get("interval"))).isGreaterThanOrEqualTo(30);
        assertThat(ComposeService.of(engine).startUp())
                .isEqualTo(Duration.ofSeconds(seconds(check.get("start_period"))
                        + retries * (seconds(check.get("interval")) + seconds(check.get("timeout")))));
    }

    @Test
    void theClusterOfNeo4jHasTheVersionOfTheSingleServer() throws IOException {
        var cluster = Files.readString(Path.of("src/test/resources/clusters/neo4j.yml"));

        assertThat(cluster)
                .contains("image: " + ComposeService.of(Engine.NEO4J).image().replace("-community", "-enterprise")
                        + "\n");
    }

    /** CVE-2025-14847 is in 8.0.0 to 8.0.16. */
    @Test
    void noMongodIsOneThatTellsItsMemoryToStrangers() {
        assertThat(patch(ComposeService.of(Engine.MONGODB).image().replace("mongo:", "")))
                .isGreaterThan(16);
        assertThat(patch(Mongod.download().asInDownloadPath())).isGreaterThan(16);
    }

    @Test
    void theCredentialsOfTheApplicationAreThoseOfTheFile() {
        assertThat(ComposeService.of(Engine.POSTGRES).environment())
                .containsEntry("POSTGRES_DB", Credentials.DATABASE)
                .containsEntry("POSTGRES_USER", Credentials.USER)
                .containsEntry("POSTGRES_PASSWORD", Credentials.PASSWORD);
        assertThat(ComposeService.of(Engine.NEO4J).environment())
                .containsEntry("NEO4J_AUTH", Credentials.NEO4J_USER + "/" + Credentials.NEO4J_PASSWORD);
        assertThat(ComposeService.of(Engine.CASSANDRA).environment())
                .containsEntry("CASSANDRA_DC", Credentials.CASSANDRA_DATACENTER);
    }

    @Test
    void aFullRedisSaysSoAndForgetsNothing() {
        assertThat(ComposeService.of(Engine.REDIS).command())
                .containsSubsequence("--maxmemory", "256mb", "--maxmemory-policy", "noeviction");
    }

    @Test
    void whatContainersOfTestsWouldIgnoreIsAnError() {
        var service = new HashMap<>(ComposeFile.service("redis"));
        service.put("tmpfs", List.of("/data"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComposeService.of(service))
                .withMessageContaining("tmpfs");
    }

    @Test
    void aServiceThatIsNotThereHasNone() {
        assertThatNullPointerException()
                .isThrownBy(() -> ComposeFile.service("oracle"))
                .withMessage("oracle");
    }

    private static int patch(String version) {
        assertThat(version).startsWith("8.0.");
        return Integer.parseInt(version.substring("8.0.".length()));
    }

    private static int seconds(@Nullable Object text) {
        return Integer.parseInt(Objects.requireNonNull(text).toString().replace("s", ""));
    }
}
