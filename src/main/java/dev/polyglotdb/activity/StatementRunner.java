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
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs statements side by side. How many are in flight is bounded over all requests and shared fairly, so that batches don't
 * overrun Cassandra or the driver's connection, and a single event doesn't queue behind a batch. Of large batches few are worked
 * off at a time: were all of them begun when there are too many, none would be done in time. While Cassandra answers nothing at
 * all, nobody waits for it but a few, who find out when that is over.
 */
@Component
class StatementRunner {

    private static final int MAX_IN_FLIGHT = 256;
    private static final int MAX_BATCHES = 2;

    /** More statements than these are a batch. */
    private static final int MAX_SINGLE = 32;

    private static final int MAX_UNANSWERED = 16;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT, true);
    private final Semaphore batches = new Semaphore(MAX_BATCHES, true);
    private final AtomicInteger inFlight = new AtomicInteger();

    /** When Cassandra last answered, or was asked again after everything had been answered. */
    private volatile long lastAnswer;

    private volatile boolean failing;

    /** After so long without any answer Cassandra counts as silent. */
    private final Duration silence;

    StatementRunner(StoreTimeouts timeouts) {
        this.silence = timeouts.roundTrip();
    }

    /** Runs what a client may have asked for in any number. */
    void runInTurn(CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        if (statements.size() <= MAX_SINGLE) {
            run(session, statements, deadline);
            return;
        }
        // Whoever begins after half of the time would not be done in the rest.
        acquire(batches, deadline.half());
        try {
            run(session, statements, deadline);
        } finally {
            batches.release();
        }
    }

    /** @return the answers in the order of the statements, when all are there */
    List<AsyncResultSet> run(CqlSession session, Collection<? extends Statement<?>> statements, Deadline deadline) {
        var answers = new ArrayList<CompletableFuture<AsyncResultSet>>(statements.size());
        for (var statement : statements) {
            acquire(permits, deadline);
            answers.add(submit(session, statement));
        }
        var all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        while (!deadline.awaitFor(LOOK, all)) {
            refuseInSilence();
        }
        deadline.await(all);
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private void acquire(Semaphore semaphore, Deadline deadline) {
        refuseInSilence();
        while (!deadline.acquireFor(LOOK, semaphore)) {
            refuseInSilence();
        }
    }

    private void refuseInSilence() {
        if (inFlight.get() >= MAX_UNANSWERED && System.nanoTime() - lastAnswer > silence.toNanos()) {
            throw new CompletionException(new TimeoutException("Cassandra answers nothing"));
        }
    }

    private CompletableFuture<AsyncResultSet> submit(CqlSession session, Statement<?> statement) {
        if (inFlight.getAndIncrement() == 0 && !failing) {
            lastAnswer = System.nanoTime();
        }
        try {
            return session.executeAsync(statement)
                    .whenComplete((answer, failure) -> answered(failure))
                    .toCompletableFuture();
        } catch (RuntimeException notSent) {
            answered(notSent);
            throw notSent;
        }
    }

    private void answered(@Nullable Throwable failure) {
        failing = failure != null;
        if (failure == null) {
            lastAnswer = System.nanoTime();
        }
        inFlight.decrementAndGet();
        permits.release();
    }
}
