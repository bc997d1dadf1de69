package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.BookmarkManager;
import org.neo4j.driver.BookmarkManagerConfig;
import org.neo4j.driver.BookmarkManagers;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.async.AsyncSession;
import org.neo4j.driver.async.AsyncTransactionContext;
import org.neo4j.driver.async.ResultCursor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Runs statements with a time-out that holds even if the server stops answering. The driver's blocking sessions are not
 * used, because they wait for an answer without limit.
 */
@Component
class Graph {

    private final Driver driver;
    private final GraphSchema schema;
    private final Duration timeout;
    private final TransactionConfig transaction;
    private volatile boolean wasAway;

    /** In a cluster, what this instance has written is seen by all that it reads afterwards, from whichever member. */
    private final BookmarkManager bookmarks;

    @Autowired
    Graph(Driver driver, GraphSchema schema, StoreTimeouts timeouts) {
        this(
                driver,
                schema,
                timeouts.oneStore(),
                BookmarkManagers.defaultManager(BookmarkManagerConfig.builder().build()));
    }

    private Graph(Driver driver, GraphSchema schema, Duration timeout, BookmarkManager bookmarks) {
        this.driver = driver;
        this.schema = schema;
        this.timeout = timeout;
        this.bookmarks = bookmarks;
        this.transaction = TransactionConfig.builder().withTimeout(timeout).build();
    }

    /** Returns the same graph with another time-out, for work that may take longer than a client would wait. */
    Graph within(Duration longer) {
        return new Graph(driver, schema, longer, bookmarks);
    }

    List<Record> read(String statement, Map<String, Object> parameters) {
        return await(readAsync(AccessMode.READ, statement, parameters));
    }

    /**
     * Reads what all instances have written: in a cluster, from its leader. For comparisons, to which a member that
     * lags behind would look like damage.
     */
    List<Record> readLatest(String statement, Map<String, Object> parameters) {
        return await(readAsync(AccessMode.WRITE, statement, parameters));
    }

    /** Runs a statement without a retry: a waiting client is better served by a quick failure. */
    CompletionStage<List<Record>> readAsync(AccessMode mode, String statement, Map<String, Object> parameters) {
        return schema.ready().thenCompose(ready -> {
            var session = session(mode);
            return session.runAsync(statement, parameters, transaction)
                    .thenCompose(ResultCursor::listAsync)
                    .whenComplete((records, failure) -> session.closeAsync());
        });
    }

    /** Runs a single statement as {@link #write(List)} does. */
    void write(String statement, Map<String, Object> parameters) {
        write(List.of(new Query(statement, parameters)));
    }

    /**
     * Runs statements in one transaction and retries after a deadlock or another transient failure. The transaction may
     * still take effect after this method has thrown an exception, so the statements must be idempotent.
     */
    void write(List<Query> queries) {
        await(schema.ready().thenCompose(ready -> {
            var session = session(AccessMode.WRITE);
            return session.executeWriteAsync(work -> runAll(work, queries), transaction)
                    .whenComplete((nothing, failure) -> session.closeAsync());
        }));
    }

    /** Sends all statements at once. The server runs them one after the other, and none after one that failed. */
    private static CompletionStage<Void> runAll(AsyncTransactionContext work, List<Query> queries) {
        var answers = queries.stream().map(work::runAsync).toList();
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (var answer : answers) {
            done = done.thenCompose(previous -> answer)
                    .thenCompose(ResultCursor::consumeAsync)
                    .thenAccept(summary -> {});
        }
        return done;
    }

    /**
     * Returns when the server has answered and has the schema, also if it was away and has lost data meanwhile. Runs no
     * other statement, because a server that has just started would have to plan it.
     */
    void ping() {
        try {
            await(driver.verifyConnectivityAsync());
            if (wasAway) {
                schema.forget();
                forgetBookmarks();
            }
            await(schema.ready());
            wasAway = false;
        } catch (RuntimeException away) {
            wasAway = true;
            throw away;
        }
    }

    /** A server that was restored from a backup may never have what they name, and would have every session wait. */
    private void forgetBookmarks() {
        bookmarks.updateBookmarks(bookmarks.getBookmarks(), Set.of());
    }

    /** Makes the server plan a statement without running it, however long that takes. */
    CompletionStage<Void> plan(String statement, Map<String, Object> parameters) {
        return schema.ready().thenCompose(ready -> {
            var session = session(AccessMode.WRITE);
            return session.runAsync("EXPLAIN " + statement, parameters)
                    .thenCompose(ResultCursor::consumeAsync)
                    .<Void>thenApply(summary -> null)
                    .whenComplete((nothing, failure) -> session.closeAsync());
        });
    }

    private AsyncSession session(AccessMode mode) {
        return driver.session(
                AsyncSession.class,
                SessionConfig.builder()
                        .withDefaultAccessMode(mode)
                        .withBookmarkManager(bookmarks)
                        .build());
    }

    private <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(TimeBudget.atMost(timeout).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StoreUnavailableException(Store.NEO4J, late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(Store.NEO4J, interrupted);
        }
    }
}
