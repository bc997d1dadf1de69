package dev.polyglotdb.recommend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.async.AsyncSession;
import org.springframework.stereotype.Component;

/**
 * The constraints and indexes, made when the graph is first used. So the application starts without Neo4j, and the first use
 * after Neo4j came back makes up for it.
 */
@Component
class GraphSchema {

    private static final long ATTEMPT_SECONDS = 30;

    private final Driver driver;
    private @Nullable CompletableFuture<Void> creation;

    GraphSchema(Driver driver) {
        this.driver = driver;
    }

    /** Completes when everything is there; fails as the attempt failed, and then the next call attempts it again. */
    synchronized CompletionStage<Void> ready() {
        if (creation == null || creation.isCompletedExceptionally()) {
            creation = create();
        }
        return creation;
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
