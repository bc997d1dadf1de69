package dev.polyglotdb.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Statements that a test sends to PostgreSQL by itself, each in a transaction of its own. They have more time than a
 * request of the application, and need none of its connections: a busy machine is late, and that is not what the test
 * is about. PostgreSQL may have been away since the last one.
 */
public final class PatientSql {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** By URL. PostgreSQL starts a process for each connection. */
    private static final Map<String, DataSource> SOURCES = new ConcurrentHashMap<>();

    private PatientSql() {}

    /** @param context an application, to whose PostgreSQL the statements are sent */
    public static JdbcClient of(ApplicationContext context) {
        var postgres = context.getBean(JdbcConnectionDetails.class);
        return JdbcClient.create(SOURCES.computeIfAbsent(postgres.getJdbcUrl(), url -> source(postgres)));
    }

    private static DataSource source(JdbcConnectionDetails postgres) {
        var source = new DriverManagerDataSource(
                postgres.getJdbcUrl(), requireNonNull(postgres.getUsername()), requireNonNull(postgres.getPassword()));
        var limits = new Properties();
        for (var limit : new String[] {"connectTimeout", "socketTimeout"}) {
            limits.setProperty(limit, Long.toString(PATIENCE.toSeconds()));
        }
        // Nothing is kept that a test's next table of this name would not fit.
        limits.setProperty("prepareThreshold", "0");
        source.setConnectionProperties(limits);
        return new KeptConnections(source);
    }
}
