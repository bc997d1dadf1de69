package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.TakingTurns;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ResourceLock(TakingTurns.SECOND_SHOP)
@Order(2)
class LocalStoresTests {

    private static final String HOST = "127.0.0.1";

    private final Stores stores = SharedStores.second();

    @ParameterizedTest
    @EnumSource
    void answers(Engine engine) {
        awaitAnswer(engine, stores.port(engine));
    }

    /** On a busy machine, an engine may take longer than the two seconds of a probe. */
    private static void awaitAnswer(Engine engine, int port) {
        await(engine.title()).until(() -> Probe.answers(engine, HOST, port));
    }

    @Test
    void eachAnswersAfterAnOrderlyRestart() {
        sideBySide(engine -> {
            int port = stores.port(engine);

            stores.stop(engine);
            try {
                assertThat(Probe.answers(engine, HOST, port)).as(engine.title()).isFalse();
            } finally {
                stores.start(engine);
            }
            awaitAnswer(engine, port);
        });
    }

    @Test
    void eachAnswersAgainAfterAPause() {
        sideBySide(engine -> {
            int port = stores.port(engine);

            stores.pause(engine);
            try {
                // The signal to stop is sent, and each thread of the engine obeys in its own time.
                await(engine.title()).until(() -> !Probe.answers(engine, HOST, port));
            } finally {
                stores.resume(engine);
            }
            awaitAnswer(engine, port);
        });
    }

    /** Uses a schema of its own, because Flyway requires the public schema to be empty. */
    @Test
    void postgresKeepsItsDataWhenKilled() {
        executeInPostgres("create schema kept");
        executeInPostgres("create table kept.kept (id int)");
        executeInPostgres("insert into kept.kept values (42)");

        killAndStart(Engine.POSTGRES);

        assertThat(executeInPostgres("delete from kept.kept where id = 42")).isOne();
    }

    @Test
    void postgresAsksForItsPassword() {
        assertThatThrownBy(() -> inPostgres("another").close()).hasMessageContaining("password authentication failed");
    }

    @Test
    void redisKeepsItsDataWhenKilled() {
        inRedis(redis -> redis.set("kept", "42"));

        killAndStart(Engine.REDIS);

        assertThat(inRedis(redis -> redis.get("kept"))).isEqualTo("42");
    }

    /**
     * Cassandra and Neo4j take long to start. {@code TimelineCrashTests} and {@code EmptiedStoreTests} kill them for
     * more, and look for what they have acknowledged. The emulator of MongoDB may lose its latest writes.
     */
    private void killAndStart(Engine engine) {
        stores.kill(engine);
        stores.start(engine);
    }

    @Test
    void saysWhoseTakenPortItIs(@TempDir Path folder) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalEngine redis = new RedisEngine(folder, other.getLocalPort());

            assertThatExceptionOfType(StoresException.class)
                    .isThrownBy(redis::start)
                    .withMessageContaining("port %d for Redis", other.getLocalPort());
        }
    }

    @Test
    void anEngineThatHasServedStartsOnceNothingIsInItsWay(@TempDir Path folder) throws IOException {
        var port = Ports.random();
        LocalEngine redis = new RedisEngine(folder, port);
        try {
            redis.start();
            redis.kill();

            CompletableFuture<Void> starting;
            try (var inItsWay = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                inItsWay.setSoTimeout(60_000);
                starting = CompletableFuture.runAsync(redis::start);
                inItsWay.accept().close();
                assertThat(starting).isNotDone();
            }

            starting.orTimeout(1, TimeUnit.MINUTES).join();
            awaitAnswer(Engine.REDIS, port);
        } finally {
            redis.close(false);
        }
    }

    @Test
    void whatATestHasTakenAndNotGivenBackGoesOn() {
        stores.pause(Engine.REDIS);
        stores.kill(Engine.POSTGRES);

        assertThat(TakenStores.giveBack(stores)).containsExactly("PostgreSQL was ended", "Redis was frozen");

        assertThat(TakenStores.giveBack(stores)).isEmpty();
        awaitAnswer(Engine.REDIS, stores.port(Engine.REDIS));
        awaitAnswer(Engine.POSTGRES, stores.port(Engine.POSTGRES));
    }

    /** Most of it is waiting for one engine. */
    private static void sideBySide(Consumer<Engine> test) {
        var engines = Engine.values();
        Parallel.each(engines.length, i -> {
            test.accept(engines[i]);
            return engines[i];
        });
    }

    private int executeInPostgres(String sql) {
        try (var connection = inPostgres(Credentials.PASSWORD);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private Connection inPostgres(String password) throws SQLException {
        String url = EngineUrl.of(Engine.POSTGRES, HOST, stores.port(Engine.POSTGRES));
        return DriverManager.getConnection(url, Credentials.USER, password);
    }

    private String inRedis(Function<RedisCommands<String, String>, String> command) {
        try (RedisClient client = RedisClient.create(EngineUrl.of(Engine.REDIS, HOST, stores.port(Engine.REDIS)))) {
            return command.apply(client.connect().sync());
        }
    }
}
