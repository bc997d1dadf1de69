package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.List;

/**
 * A call that erases some of what a user reported.
 *
 * @param writtenAt the timestamp of all its deletions, in microseconds
 * @param end when the rest is left to another call, as {@link System#nanoTime()} tells it
 * @param timeout how long it waits for answers to statements that run together
 */
record ErasureCall(
        StatementRunner runner,
        ErasureStatements erasureStatements,
        long userId,
        long writtenAt,
        long end,
        Duration timeout) {

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Returns the entries in products' timelines that rows of events or claims tell of, as this call deletes them. */
    List<StoredEntry> entriesOfProducts(List<Row> rows) {
        return rows.stream()
                .map(row -> TimelineRow.of(row).toEvent())
                .filter(event -> event.productId() != null)
                .map(event -> new StoredEntry(new TimelineEntry(event, event.productId()), 0, writtenAt))
                .toList();
    }

    AsyncResultSet run(BoundStatement request) {
        return run(List.of(request)).get(0);
    }

    /** @return the results in the order of the requests */
    List<AsyncResultSet> run(List<BoundStatement> requests) {
        return runner.run(erasureStatements.session(), requests, Deadline.in(timeout));
    }
}
