package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports.Binding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.shaded.com.github.dockerjava.core.command.CreateContainerCmdImpl;

/** What Docker would be told to create, without a Docker that could. */
@Tag("fast")
class StoreContainerTests {

    private static final int FIRST_PORT = 21_000;

    private final DockerStores stores = new DockerStores(ports());

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theContainerListensOnLoopbackAndNowhereElse(Engine engine) {
        var bindings = host(engine).getPortBindings().getBindings();

        assertThat(bindings).containsOnlyKeys(ExposedPort.tcp(engine.defaultPort()));
        assertThat(bindings.get(ExposedPort.tcp(engine.defaultPort())))
                .containsExactly(Binding.bindIpAndPort("127.0.0.1", FIRST_PORT + engine.ordinal()));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theContainerHasTheImageTheCommandTheEnvironmentAndTheMemoryOfCompose(Engine engine) {
        var compose = ComposeFile.service(engine.id());
        var created = command(engine);
        var environment = (Map<?, ?>) compose.getOrDefault("environment", Map.of());

        assertThat(created.getImage()).isEqualTo(compose.get("image"));
        assertThat(Arrays.asList(Objects.requireNonNullElse(created.getCmd(), new String[0])))
                .isEqualTo(compose.getOrDefault("command", List.of()));
        assertThat(Objects.requireNonNull(created.getEnv()))
                .containsExactlyInAnyOrderElementsOf(environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        assertThat(host(engine).getMemory())
                .isEqualTo(
                        bytes(Objects.requireNonNull(compose.get("mem_limit")).toString()));
    }

    @Test
    void postgresSyncsWhatItCommitsAndHasTheSharedMemoryOfCompose() {
        assertThat(command(Engine.POSTGRES).getCmd()).isNullOrEmpty();
        assertThat(host(Engine.POSTGRES).getShmSize()).isEqualTo(128L << 20);
    }

    @Test
    void cassandraSyncsItsLogBeforeItAcknowledges() {
        assertThat(Objects.requireNonNull(command(Engine.CASSANDRA).getEnv()))
                .anySatisfy(variable -> assertThat(variable)
                        .startsWith("JVM_OPTS=")
                        .contains(" -Dcassandra.settings.commitlog_sync=batch ")
                        .endsWith(" -Dcassandra.settings.commitlog_sync_period=0ms"));
    }

    @Test
    void mongodHasTheTunableWithoutWhichNewKernelsCrashIt() {
        assertThat(command(Engine.MONGODB).getEnv()).contains("GLIBC_TUNABLES=glibc.pthread.rseq=1");
    }

    /** It tells drivers its own address, so that address must lead to it from inside and from outside. */
    @Test
    void aReplicaSetListensAtTheSamePortInsideAndOutside() {
        var created = command(DockerMongo.container(ComposeService.of(Engine.MONGODB), 21_500, "mongo:7.0.43", true));

        assertThat(Objects.requireNonNull(created.getHostConfig())
                        .getPortBindings()
                        .getBindings())
                .containsOnlyKeys(ExposedPort.tcp(21_500));
        assertThat(created.getCmd())
                .containsExactly("--wiredTigerCacheSizeGB", "0.25", "--replSet", "rs0", "--port", "21500");
    }

    private HostConfig host(Engine engine) {
        return Objects.requireNonNull(command(engine).getHostConfig());
    }

    private CreateContainerCmd command(Engine engine) {
        return command(stores.container(engine));
    }

    /** Applies what Testcontainers applies before it sends the command; in public only a start does that. */
    private static CreateContainerCmd command(StoreContainer container) {
        var command = new CreateContainerCmdImpl(
                unsent -> {
                    throw new AssertionError("sent " + unsent);
                },
                null,
                container.service().image());
        ReflectionTestUtils.invokeMethod(container, GenericContainer.class, "applyConfiguration", command);
        return command;
    }

    private static Map<Engine, Integer> ports() {
        return Arrays.stream(Engine.values())
                .collect(Collectors.toMap(engine -> engine, engine -> FIRST_PORT + engine.ordinal()));
    }

    private static long bytes(String limit) {
        var number = Long.parseLong(limit.substring(0, limit.length() - 1));
        return limit.endsWith("g") ? number << 30 : number << 20;
    }
}
