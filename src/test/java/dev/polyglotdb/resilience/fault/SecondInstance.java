package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.PgBouncer;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.OptionalTools;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Another instance. Where there is a PgBouncer, it reaches PostgreSQL through it, in transaction mode. */
final class SecondInstance implements AutoCloseable {

    private static final String NAME = "through-pgbouncer";

    private final JdbcConnectionDetails postgres;
    private final JdbcClient jdbc;
    private final @Nullable PgBouncer pooler;
    private final Instance instance;

    SecondInstance(ApplicationContext context) throws IOException {
        postgres = context.getBean(JdbcConnectionDetails.class);
        jdbc = context.getBean(JdbcClient.class);
        pooler =
                pooler(address().getPort(), context.getBean(StoreTimeouts.class).responseTime());
        try {
            instance = start(context, pooler);
        } catch (RuntimeException | Error failure) {
            if (pooler != null) {
                pooler.close();
            }
            throw failure;
        }
    }

    private Instance start(ApplicationContext context, @Nullable PgBouncer through) {
        return through == null
                ? Instance.start(context)
                : Instance.start(
                        context,
                        "--spring.datasource.url=" + url(through, address().getPath()),
                        "--spring.datasource.hikari.data-source-properties.ApplicationName=" + NAME,
                        "--spring.flyway.enabled=true",
                        "--polyglot.stores.postgres-pooler=true");
    }

    /** @return null if there is none and none is required */
    private static @Nullable PgBouncer pooler(int port, Duration responseTime) throws IOException {
        try {
            return new PgBouncer(OptionalTools.program("pgbouncer"), port, responseTime);
        } catch (TestAbortedException none) {
            return null;
        }
    }

    private URI address() {
        return URI.create(postgres.getJdbcUrl().substring("jdbc:".length()));
    }

    private static String url(PgBouncer pooler, String path) {
        return "jdbc:postgresql://127.0.0.1:%d%s".formatted(pooler.port(), path);
    }

    Instance instance() {
        return instance;
    }

    private PgBouncer requirePooler() {
        if (pooler == null) {
            throw OptionalTools.missing("pgbouncer is not on the PATH");
        }
        return pooler;
    }

    void assertServesReads(Person person, long order) {
        var client = instance.client().withToken(person.token());
        for (var path : List.of("/orders/" + order, "/orders", "/users/me", "/products", "/activity")) {
            var reply = client.get(path);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        }
    }

    /** Skips the test if there is no PgBouncer. */
    void assertFewConnections() {
        requirePooler();
        var connections = jdbc.sql("select count(*) from pg_stat_activity where application_name = :name")
                .param("name", NAME)
                .query(Integer.class)
                .single();
        assertThat(connections).isBetween(1, PgBouncer.POOL);
    }

    /**
     * Skips the test if there is no PgBouncer.
     *
     * @return how many migrations a new database needed
     */
    int migrateNewDatabase() {
        var database = Shop.unique("pooled").replace('-', '_');
        jdbc.sql("create database " + database).update();
        return Flyway.configure()
                .dataSource(
                        url(requirePooler(), "/" + database + "?prepareThreshold=0"),
                        postgres.getUsername(),
                        postgres.getPassword())
                .load()
                .migrate()
                .migrationsExecuted;
    }

    @Override
    public void close() {
        try (pooler) {
            instance.close();
        }
    }
}
