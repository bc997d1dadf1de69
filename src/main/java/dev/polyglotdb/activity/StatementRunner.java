package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Runs statements side by side. How many are in flight is bounded over all requests and shared fairly, so that batches don't
 * overrun Cassandra or the driver's connection, and a single event doesn't queue behind a batch.
 */
@Component
class StatementRunner {

    private static final int MAX_IN_FLIGHT = 256;

    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT, true);

    /** @return the answers in the order of the statements, when all are there */
    List<AsyncResultSet> run(CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        var answers = new ArrayList<CompletableFuture<AsyncResultSet>>(statements.size());
        for (var statement : statements) {
            deadline.acquire(permits);
            answers.add(submit(session, statement));
        }
        deadline.await(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<AsyncResultSet> submit(CqlSession session, Statement<?> statement) {
        try {
            return session.executeAsync(statement)
                    .whenComplete((answer, failure) -> permits.release())
                    .toCompletableFuture();
        } catch (RuntimeException notSent) {
            permits.release();
            throw notSent;
        }
    }
}
