package dev.polyglotdb.lab.coordination;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.resilience.Instance;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;

/**
 * A shop of its own on the engines of the run. Neo4j has one database for all, so its users and orders have numbers of
 * their own.
 *
 * @param name of its schema, its keyspace and its database of MongoDB
 * @param number of its database of Redis
 * @param more options of the application
 */
record Branch(Workbench bench, String name, int number, List<String> more) implements AutoCloseable {

    static final String ADMIN = "admin@example.com";
    static final String PASSWORD = "correct horse battery";

    private static final long NUMBERS = 1_000_000_000L;

    /** Makes its tables, empty. */
    void open() throws SQLException {
        close();
        sql().execute("create schema " + name);
        var postgres = bench.context().getBean(JdbcConnectionDetails.class);
        Flyway.configure()
                .dataSource(url(), postgres.getUsername(), postgres.getPassword())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        sql().execute("alter sequence %s.orders_seq restart with %d".formatted(name, first()));
        sql().execute("alter table %s.users alter column id restart with %d".formatted(name, first()));
    }

    /** Starts the application for a short life. */
    Instance start() {
        return Instance.start(bench.context(), options());
    }

    /** Starts the application as it is measured. */
    Instance startForLong() {
        return Instance.startForLong(bench.context(), options());
    }

    private String[] options() {
        var mongo = bench.context().getBean(MongoConnectionDetails.class).getConnectionString();
        return Stream.concat(
                        Stream.of(
                                "--spring.datasource.url=" + url(),
                                "--spring.mongodb.uri="
                                        + mongo.getConnectionString().replace("/" + mongo.getDatabase(), "/" + name),
                                "--spring.data.redis.database=" + number,
                                "--polyglot.activity.keyspace=" + name,
                                "--polyglot.admin.email=" + ADMIN,
                                "--polyglot.admin.password=" + PASSWORD),
                        more.stream())
                .toArray(String[]::new);
    }

    private String url() {
        var url = bench.context().getBean(JdbcConnectionDetails.class).getJdbcUrl();
        return "%s%scurrentSchema=%s".formatted(url, url.contains("?") ? "&" : "?", name);
    }

    /** Returns the first number of its users and of its orders. */
    long first() {
        return NUMBERS * number;
    }

    /** Returns the number after the last. */
    long end() {
        return first() + NUMBERS;
    }

    Sql sql() {
        return new Sql(bench.postgres());
    }

    /** Returns how many entries of the outbox are not applied yet. */
    long outboxEntries() throws SQLException {
        return sql().number("select count(*) from %s.outbox".formatted(name));
    }

    /** Lets customers repeat what nobody works on any more. */
    void expireClaims() throws SQLException {
        sql().execute("update %s.idempotency set expires_at = now() - interval '1 second' where order_id is null"
                .formatted(name));
    }

    /** Removes all of it, from every store that answers. No instance may run any more. */
    @Override
    public void close() {
        assertAll(
                () -> sql().execute("drop schema if exists %s cascade".formatted(name)),
                () -> bench.cassandra().execute("DROP KEYSPACE IF EXISTS " + name),
                () -> bench.mongo().getDatabase(name).drop(),
                this::flushRedis,
                this::removeNodes);
    }

    private void flushRedis() {
        try (var redis = bench.redis().connect()) {
            redis.sync().select(number);
            redis.sync().flushdb();
        }
    }

    private void removeNodes() {
        try (var session = bench.neo4j().session()) {
            session.run(
                            "MATCH (user:User) WHERE user.id >= $first AND user.id < $end"
                                    + " OPTIONAL MATCH (user)-[:BOUGHT]->(product) DETACH DELETE user, product",
                            Map.of("first", first(), "end", end()))
                    .consume();
        }
    }
}
