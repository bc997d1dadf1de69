package dev.polyglotdb.recommend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Query;

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

    /** Recommends products to somebody, which reads the files of the graph, and has all other statements planned. */
    CompletionStage<Void> all() {
        return walk().thenCompose(walked -> inTurn(
                statements(),
                query -> graph.plan(query.text(), query.parameters().asMap())));
    }

    private CompletionStage<Void> walk() {
        return graph.readAsync(AccessMode.READ, SOME_BUYER, Map.of())
                .thenCompose(buyers -> inTurn(
                        buyers,
                        buyer -> graph.readAsync(
                                AccessMode.READ,
                                WalkStatements.RECOMMENDED,
                                walkStatements.recommended(buyer.get("id").asLong(), 1))));
    }

    /** Those that a recommendation needs come first. */
    private List<Query> statements() {
        var reading = Stream.of(
                new Query(WalkStatements.RECOMMENDED, walkStatements.recommended(0, 0)),
                new Query(PurchaseRepository.BOUGHT, Map.of("userId", 0L, "productIds", List.of(""))),
                new Query(PurchaseRepository.USER, Map.of("userId", 0L)),
                new Query(WalkStatements.RELATED, walkStatements.related("", 0)),
                new Query(GraphView.HOLDINGS, Map.of("orderId", 0L, "userId", 0L, "productIds", List.of(""))),
                new Query(WalkStatements.EXPLAINED, walkStatements.explained(0, "", 0)));
        return Stream.concat(reading, new OrderBatch(List.of()).queries(PurchaseRepository.APPLY).stream())
                .toList();
    }

    private static <T> CompletionStage<Void> inTurn(List<T> all, Function<T, CompletionStage<?>> step) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (var each : all) {
            done = done.thenCompose(previous -> step.apply(each)).thenAccept(result -> {});
        }
        return done;
    }
}
