package dev.polyglotdb.lab.orders;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lightweight transactions, and reads of what they have decided. */
record CassandraRequests(CqlSession session) {

    /** Returns the answer to a lightweight transaction: whether it was applied, and if not, what is there. */
    Row ask(String statement, Map<String, Object> values) {
        var prepared = session.prepare(statement);
        var bound = prepared.boundStatementBuilder();
        values.forEach((name, value) -> {
            // A wrong model may not look at all that it is given.
            if (prepared.getVariableDefinitions().contains(name)) {
                bound.set(name, value, session.getContext().getCodecRegistry().codecFor(value));
            }
        });
        return Objects.requireNonNull(session.execute(bound.build()).one());
    }

    /** Reads what lightweight transactions have decided, and completes those that are under way. */
    @Nullable
    Row serially(String statement, Object... values) {
        return session.execute(
                        SimpleStatement.newInstance(statement, values).setConsistencyLevel(ConsistencyLevel.SERIAL))
                .one();
    }
}
