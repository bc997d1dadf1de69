package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs statements concurrently.
 *
 * <p>The number of statements in flight is bounded across all requests and shared fairly, so that batches do not
 * overload Cassandra or the driver's connection, and a single event does not queue behind a batch.
 *
 * <p>Only a few large batches run at a time. If too many ran at once, none would finish in time.
 *
 * <p>While Cassandra answers nothing at all, only a few requests wait for it, and these detect when it answers again.
 */
@Component
class StatementRunner {

    private static final int MAX_IN_FLIGHT = 256;

    /**
     * The number of large batches of clients that run at a time. As many of the application itself run beside them, so
     * that no client waits for a rebuild.
     */
    private static final int MAX_BATCHES = 2;

    /** A call with more statements than this is a batch. */
    private static final int MAX_SINGLE = 32;

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT, true);
    private final Semaphore ofClients = new Semaphore(MAX_BATCHES, true);
    private final Semaphore ofApplication = new Semaphore(MAX_BATCHES, true);
    private final Silence silence;

    StatementRunner(StoreTimeouts timeouts) {
        this.silence = new Silence(timeouts.roundTrip(), System::nanoTime);
    }

    /**
     * Runs any number of statements on behalf of a client. Large batches wait their turn.
     *
     * @return the results in the order of the statements
     */
    List<AsyncResultSet> runForClient(
            CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        return runInTurn(ofClients, session, statements, deadline);
    }

    /** Runs any number of statements for which no client waits. Large batches wait their turn. */
    void runForApplication(CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        runInTurn(ofApplication, session, statements, deadline);
    }

    private List<AsyncResultSet> runInTurn(
            Semaphore batches, CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        if (statements.size() <= MAX_SINGLE) {
            return run(session, statements, deadline);
        }
        // A batch that starts after half of the time would not finish in the rest.
        acquire(batches, deadline.half());
        try {
            return run(session, statements, deadline);
        } finally {
            batches.release();
        }
    }

    /** @return the results in the order of the statements, once all are available */
    List<AsyncResultSet> run(CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        var answers = new ArrayList<CompletableFuture<AsyncResultSet>>(statements.size());
        for (var statement : statements) {
            acquire(permits, deadline);
            answers.add(submit(session, statement));
        }
        var all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        while (!deadline.awaitFor(LOOK, all)) {
            silence.refuse();
        }
        deadline.await(all);
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private void acquire(Semaphore semaphore, Deadline deadline) {
        silence.refuse();
        while (!deadline.acquireFor(LOOK, semaphore)) {
            silence.refuse();
        }
    }

    private CompletableFuture<AsyncResultSet> submit(CqlSession session, Statement<?> statement) {
        silence.sent();
        try {
            return session.executeAsync(statement)
                    .whenComplete((answer, failure) -> answered(failure))
                    .toCompletableFuture();
        } catch (RuntimeException | Error notSent) {
            answered(notSent);
            throw notSent;
        }
    }

    private void answered(@Nullable Throwable failure) {
        silence.answered(failure == null);
        permits.release();
    }
}
