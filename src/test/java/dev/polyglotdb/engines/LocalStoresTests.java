package dev.polyglotdb.engines;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.TakingTurns;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

@ResourceLock(TakingTurns.SECOND_SHOP)
class LocalStoresTests {

    private static final String HOST = "127.0.0.1";

    private final Stores stores = SharedStores.second();

    @ParameterizedTest
    @EnumSource
    void answers(Engine engine) {
        assertThat(Probe.answers(engine, HOST, stores.port(engine))).isTrue();
    }

    @Test
    void eachAnswersAfterAnOrderlyRestart() {
        sideBySide(engine -> {
            int port = stores.port(engine);

            stores.stop(engine);
            assertThat(Probe.answers(engine, HOST, port)).as(engine.title()).isFalse();

            stores.start(engine);
            assertThat(Probe.answers(engine, HOST, port)).as(engine.title()).isTrue();
        });
    }

    @Test
    void eachAnswersAgainAfterAPause() {
        sideBySide(engine -> {
            int port = stores.port(engine);

            stores.pause(engine);
            // The signal to stop is sent, and each thread of the engine obeys in its own time.
            await(engine.title()).atMost(10, SECONDS).until(() -> !Probe.answers(engine, HOST, port));

            stores.resume(engine);
            assertThat(Probe.answers(engine, HOST, port)).as(engine.title()).isTrue();
        });
    }

    @Test
    void postgresKeepsItsDataWhenKilled() throws SQLException {
        // Uses a schema of its own, because Flyway requires the public schema to be empty.
        executeInPostgres("create schema kept");
        executeInPostgres("create table kept.kept (id int)");
        executeInPostgres("insert into kept.kept values (42)");

        killAndStart(Engine.POSTGRES);

        assertThat(executeInPostgres("delete from kept.kept where id = 42")).isOne();
    }

    @Test
    void redisKeepsItsDataWhenKilled() {
        try (RedisClient client = RedisClient.create(EngineUrl.of(Engine.REDIS, HOST, stores.port(Engine.REDIS)))) {
            client.connect().sync().set("kept", "42");
        }

        killAndStart(Engine.REDIS);

        try (RedisClient client = RedisClient.create(EngineUrl.of(Engine.REDIS, HOST, stores.port(Engine.REDIS)))) {
            assertThat(client.connect().sync().get("kept")).isEqualTo("42");
        }
    }

    @Test
    void cassandraKeepsItsDataWhenKilled() {
        try (CqlSession session = cassandra()) {
            session.execute(
                    "create keyspace kept with replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("create table kept.kept (id int primary key)");
            session.execute("insert into kept.kept (id) values (42)");
        }

        killAndStart(Engine.CASSANDRA);

        try (CqlSession session = cassandra()) {
            assertThat(session.execute("select id from kept.kept").one()).isNotNull();
        }
    }

    @Test
    void neo4jKeepsItsDataWhenKilled() {
        executeInNeo4j("create (:Kept {id: 42})");

        killAndStart(Engine.NEO4J);

        assertThat(executeInNeo4j("match (k:Kept {id: 42}) return k")).isOne();
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

    private void killAndStart(Engine engine) {
        stores.kill(engine);
        stores.start(engine);
    }

    private int executeInPostgres(String sql) throws SQLException {
        String url = EngineUrl.of(Engine.POSTGRES, HOST, stores.port(Engine.POSTGRES));
        try (var connection = DriverManager.getConnection(url, Credentials.USER, Credentials.PASSWORD);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private CqlSession cassandra() {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(HOST, stores.port(Engine.CASSANDRA)))
                .withLocalDatacenter(Credentials.CASSANDRA_DATACENTER)
                .build();
    }

    private int executeInNeo4j(String cypher) {
        String url = EngineUrl.of(Engine.NEO4J, HOST, stores.port(Engine.NEO4J));
        var login = AuthTokens.basic(Credentials.NEO4J_USER, Credentials.NEO4J_PASSWORD);
        try (var driver = GraphDatabase.driver(url, login)) {
            return driver.executableQuery(cypher).execute().records().size();
        }
    }
}
