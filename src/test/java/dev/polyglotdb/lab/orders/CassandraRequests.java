package dev.polyglotdb.lab.orders;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is sent for an order. Each statement is prepared once; the driver forgets those that nobody keeps. */
final class CassandraRequests {

    private final CqlSession session;
    private final Map<String, PreparedStatement> preparedStatements = new ConcurrentHashMap<>();

    CassandraRequests(CqlSession session) {
        this.session = session;
    }

    /**
     * Returns the first row of an answer. To a lightweight transaction that is whether it was applied, and if not, what
     * is there.
     */
    Row ask(String statement, Map<String, Object> values) {
        return Objects.requireNonNull(
                session.execute(bound(statement, values).build()).one());
    }

    /** Reads what lightweight transactions have decided, and completes those that are under way. */
    @Nullable
    Row serially(String statement, Map<String, Object> values) {
        var serial = bound(statement, values).setConsistencyLevel(ConsistencyLevel.SERIAL);
        return session.execute(serial.build()).one();
    }

    private BoundStatementBuilder bound(String statement, Map<String, Object> values) {
        var prepared = preparedStatements.computeIfAbsent(statement, text -> session.prepare(text));
        var bound = prepared.boundStatementBuilder();
        values.forEach((name, value) -> {
            // A wrong model may not look at all that it is given.
            if (prepared.getVariableDefinitions().contains(name)) {
                bound.set(name, value, session.getContext().getCodecRegistry().codecFor(value));
            }
        });
        return bound;
    }
}
