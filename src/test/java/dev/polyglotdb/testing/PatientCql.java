package dev.polyglotdb.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/**
 * Statements that a test sends to Cassandra by itself. They have more time than a request of the application: a busy
 * machine is late, and that is not what the test is about.
 */
public final class PatientCql {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PatientCql() {}

    /** Makes a statement, with values for its markers. */
    public static SimpleStatement statement(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values).setTimeout(PATIENCE);
    }

    /** Executes a statement, with values for its markers. */
    public static ResultSet execute(CqlSession cassandra, String cql, Object... values) {
        return cassandra.execute(statement(cql, values));
    }
}
