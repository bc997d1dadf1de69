package dev.polyglotdb.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.List;

/**
 * Statements that a test sends to Cassandra by itself. They have more time than a request of the application: a busy
 * machine is late, and that is not what the test is about.
 */
public final class PatientCql {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String KEYSPACE = "polyglot";

    private PatientCql() {}

    /**
     * Returns the application's tables, with their keyspace. Those of other tests, which run at the same time, are in
     * keyspaces of their own and may be dropped at any moment.
     */
    public static List<String> tables(CqlSession cassandra) {
        return execute(cassandra, "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", KEYSPACE)
                .map(table -> KEYSPACE + "." + table.getString(0))
                .all();
    }

    /** Makes a statement, with values for its markers. */
    public static SimpleStatement statement(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values).setTimeout(PATIENCE);
    }

    /** Executes a statement, with values for its markers. */
    public static ResultSet execute(CqlSession cassandra, String cql, Object... values) {
        return cassandra.execute(statement(cql, values));
    }
}
