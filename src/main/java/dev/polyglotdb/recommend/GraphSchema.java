package dev.polyglotdb.recommend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.async.AsyncSession;
import org.springframework.stereotype.Component;

/**
 * Creates the constraints and indexes on the first use of the graph, and on the first after each absence of Neo4j: it
 * may have come back without its data. The application therefore starts without Neo4j.
 */
@Component
class GraphSchema {

    private static final long ATTEMPT_SECONDS = 30;

    private final Driver driver;
    private @Nullable CompletableFuture<Void> creation;

    GraphSchema(Driver driver) {
        this.driver = driver;
    }

    /**
     * Returns a stage that completes when the schema exists. It fails if the attempt failed; the next call tries again.
     */
    synchronized CompletionStage<Void> ready() {
        if (creation == null || creation.isCompletedExceptionally()) {
            creation = create();
        }
        return creation;
    }

    /** Has the schema created again before the next use, if that is not being done. What exists stays as it is. */
    synchronized void forget() {
        if (creation != null && creation.isDone()) {
            creation = null;
        }
    }

    private CompletableFuture<Void> create() {
        var session = driver.session(AsyncSession.class);
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (var statement : Cypher.script("schema")) {
            done = done.thenCompose(previous -> session.runAsync(statement))
                    .thenCompose(result -> result.consumeAsync())
                    .thenAccept(summary -> {});
        }
        return done.whenComplete((nothing, failure) -> session.closeAsync())
                .toCompletableFuture()
                .orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS);
    }
}
