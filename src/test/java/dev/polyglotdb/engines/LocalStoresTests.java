package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.TakingTurns;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

@ResourceLock(TakingTurns.SECOND_SHOP)
@Order(2)
class LocalStoresTests {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
            assertThat(Probe.answers(engine, HOST, port)).as(engine.title()).isFalse();

            stores.start(engine);
            awaitAnswer(engine, port);
        });
    }

    @Test
    void eachAnswersAgainAfterAPause() {
        sideBySide(engine -> {
            int port = stores.port(engine);

            stores.pause(engine);
            // The signal to stop is sent, and each thread of the engine obeys in its own time.
            await(engine.title()).until(() -> !Probe.answers(engine, HOST, port));

            stores.resume(engine);
            awaitAnswer(engine, port);
        });
    }

    /** @param isThere whether what was written is there */
    private record Kept(Runnable write, BooleanSupplier isThere) {}

    /** But for the emulator of MongoDB, which may lose its latest writes. */
    @Test
    void eachKeepsItsDataWhenKilled() {
        var kept = Map.of(
                Engine.POSTGRES,
                new Kept(this::writeToPostgres, () -> executeInPostgres("delete from kept.kept where id = 42") == 1),
                Engine.REDIS,
                new Kept(
                        () -> inRedis(redis -> redis.set("kept", "42")),
                        () -> "42".equals(inRedis(redis -> redis.get("kept")))),
                Engine.CASSANDRA,
                new Kept(
                        this::writeToCassandra,
                        () -> inCassandra("select id from kept.kept").one() != null),
                Engine.NEO4J,
                new Kept(
                        () -> executeInNeo4j("create (:Kept {id: 42})"),
                        () -> executeInNeo4j("match (k:Kept {id: 42}) return k") == 1));
        sideBySide(engine -> {
            var data = kept.get(engine);
            if (data != null) {
                data.write().run();

                stores.kill(engine);
                stores.start(engine);

                assertThat(data.isThere().getAsBoolean()).as(engine.title()).isTrue();
            }
        });
    }

    /** Uses a schema of its own, because Flyway requires the public schema to be empty. */
    private void writeToPostgres() {
        executeInPostgres("create schema kept");
        executeInPostgres("create table kept.kept (id int)");
        executeInPostgres("insert into kept.kept values (42)");
    }

    private void writeToCassandra() {
        inCassandra("create keyspace kept with replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        inCassandra("create table kept.kept (id int primary key)");
        inCassandra("insert into kept.kept (id) values (42)");
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

    /** Most of it is waiting for one engine. */
    private static void sideBySide(Consumer<Engine> test) {
        var engines = Engine.values();
        Parallel.each(engines.length, i -> {
            test.accept(engines[i]);
            return engines[i];
        });
    }

    private int executeInPostgres(String sql) {
        String url = EngineUrl.of(Engine.POSTGRES, HOST, stores.port(Engine.POSTGRES));
        try (var connection = DriverManager.getConnection(url, Credentials.USER, Credentials.PASSWORD);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private String inRedis(Function<RedisCommands<String, String>, String> command) {
        try (RedisClient client = RedisClient.create(EngineUrl.of(Engine.REDIS, HOST, stores.port(Engine.REDIS)))) {
            return command.apply(client.connect().sync());
        }
    }

    private ResultSet inCassandra(String statement) {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(HOST, stores.port(Engine.CASSANDRA)))
                .withLocalDatacenter(Credentials.CASSANDRA_DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .build())
                .build()) {
            return session.execute(statement);
        }
    }

    private int executeInNeo4j(String cypher) {
        String url = EngineUrl.of(Engine.NEO4J, HOST, stores.port(Engine.NEO4J));
        var login = AuthTokens.basic(Credentials.NEO4J_USER, Credentials.NEO4J_PASSWORD);
        try (var driver = GraphDatabase.driver(url, login)) {
            return driver.executableQuery(cypher).execute().records().size();
        }
    }
}
