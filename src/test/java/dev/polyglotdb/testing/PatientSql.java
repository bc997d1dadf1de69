package dev.polyglotdb.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Statements that a test sends to PostgreSQL by itself, each on a connection of its own. They have more time than a
 * request of the application, and need none of its connections: a busy machine is late, and that is not what the test
 * is about.
 */
public final class PatientSql {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PatientSql() {}

    /** @param context an application, to whose PostgreSQL the statements are sent */
    public static JdbcClient of(ApplicationContext context) {
        var postgres = context.getBean(JdbcConnectionDetails.class);
        var source = new DriverManagerDataSource(
                postgres.getJdbcUrl(), requireNonNull(postgres.getUsername()), requireNonNull(postgres.getPassword()));
        var limits = new Properties();
        for (var limit : new String[] {"connectTimeout", "socketTimeout"}) {
            limits.setProperty(limit, Long.toString(PATIENCE.toSeconds()));
        }
        source.setConnectionProperties(limits);
        return JdbcClient.create(source);
    }
}
