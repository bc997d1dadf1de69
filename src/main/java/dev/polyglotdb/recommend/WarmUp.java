package dev.polyglotdb.recommend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.neo4j.driver.AccessMode;

/**
 * Makes Neo4j ready for what requests will ask. A server that has just started needs more time for the plan of a
 * statement, and for the first walk, than any request may wait. It caches the plans.
 */
final class WarmUp {

    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final String SOME_BUYER = "MATCH (user:User) WHERE user.products > 0 RETURN user.id AS id LIMIT 1";

    private final Graph graph;
    private final WalkStatements walkStatements;

    WarmUp(Graph graph, WalkStatements walkStatements) {
        this.graph = graph.within(ATTEMPT);
        this.walkStatements = walkStatements;
    }

    /** Has the list of popular products planned, with which any user can be answered. */
    CompletionStage<Void> popular() {
        return graph.plan(PurchaseRepository.POPULAR, Map.of("limit", 0));
    }

    /** Has all other statements planned, and recommends products to somebody, which reads the files of the graph. */
    CompletionStage<Void> all() {
        return graph.plan(WalkStatements.RECOMMENDED, walkStatements.recommended(0, 0))
                .thenCompose(
                        done -> graph.plan(PurchaseRepository.BOUGHT, Map.of("userId", 0L, "productIds", List.of(""))))
                .thenCompose(done -> graph.plan(PurchaseRepository.USER, Map.of("userId", 0L)))
                .thenCompose(done -> walk())
                .thenCompose(done -> graph.plan(WalkStatements.RELATED, walkStatements.related("", 0)))
                .thenCompose(done -> apply())
                .thenCompose(done ->
                        graph.plan(GraphView.HOLDINGS, Map.of("orderId", 0L, "userId", 0L, "productIds", List.of(""))))
                .thenCompose(done -> graph.plan(WalkStatements.EXPLAINED, walkStatements.explained(0, "", 0)));
    }

    private CompletionStage<Void> walk() {
        return graph.readAsync(AccessMode.READ, SOME_BUYER, Map.of()).thenCompose(buyers -> {
            CompletionStage<Void> walked = CompletableFuture.completedStage(null);
            for (var buyer : buyers) {
                var parameters = walkStatements.recommended(buyer.get("id").asLong(), 1);
                walked = walked.thenCompose(
                                done -> graph.readAsync(AccessMode.READ, WalkStatements.RECOMMENDED, parameters))
                        .thenApply(found -> null);
            }
            return walked;
        });
    }

    private CompletionStage<Void> apply() {
        CompletionStage<Void> planned = CompletableFuture.completedStage(null);
        for (var query : new OrderBatch(List.of()).queries(PurchaseRepository.APPLY)) {
            planned = planned.thenCompose(
                    done -> graph.plan(query.text(), query.parameters().asMap()));
        }
        return planned;
    }
}
