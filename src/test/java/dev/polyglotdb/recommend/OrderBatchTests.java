package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OrderBatchTests {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final OrderBatch BATCH = new OrderBatch(List.of(
            new OrderPurchases(12, 1, 7, AT, new LinkedHashSet<>(List.of("lamp", "desk")), false),
            new OrderPurchases(3, 0, 9, AT, Set.of("lamp", "chair"), true),
            new OrderPurchases(7, 2, 7, AT, Set.of("lamp"), true)));

    @Test
    void everybodyLocksInTheSameSequence() {
        assertThat(parameter("orders"))
                .isEqualTo(List.of(
                        Map.of("id", 3L, "version", 0L),
                        Map.of("id", 7L, "version", 2L),
                        Map.of("id", 12L, "version", 1L)));
        assertThat(parameter("userIds")).isEqualTo(List.of(7L, 9L));
        assertThat(parameter("productIds")).isEqualTo(List.of("chair", "desk", "lamp"));
    }

    @Test
    void purchasesAreWholeStatesInTheOrderOfTheirOrders() {
        assertThat(parameter("purchases"))
                .isEqualTo(List.of(
                        purchases(3, 0, 9, List.of("chair", "lamp"), true),
                        purchases(7, 2, 7, List.of("lamp"), true),
                        purchases(12, 1, 7, List.of("desk", "lamp"), false)));
    }

    @Test
    void aStatementGetsOnlyWhatItNames() {
        var queries =
                BATCH.queries(List.of("UNWIND $orders AS a RETURN a", "RETURN $userIds, $productIds", "RETURN 1"));

        assertThat(queries)
                .extracting(query -> query.text())
                .containsExactly("UNWIND $orders AS a RETURN a", "RETURN $userIds, $productIds", "RETURN 1");
        assertThat(queries.get(0).parameters().keys()).containsExactly("orders");
        assertThat(queries.get(1).parameters().keys()).containsExactlyInAnyOrder("userIds", "productIds");
        assertThat(queries.get(2).parameters().keys()).isEmpty();
    }

    @Test
    void theScriptOfTheApplicationGetsAllThatItNeeds() {
        var queries = BATCH.queries(Cypher.script("apply"));

        assertThat(queries)
                .hasSize(4)
                .allSatisfy(query -> assertThat(query.parameters().keys()).hasSize(1));
        assertThat(queries)
                .extracting(query -> query.parameters().keys().iterator().next())
                .containsExactly("orders", "buyers", "productIds", "purchases");
    }

    @Test
    void anOrderHasAnEdgeForEachProduct() {
        assertThat(new OrderPurchases(12, 1, 7, AT, Set.of("lamp", "desk"), false).edges())
                .containsExactlyInAnyOrder(new PurchaseEdge(12, 7, "lamp", AT), new PurchaseEdge(12, 7, "desk", AT));
    }

    @Test
    void whatDiffersIsToldInWords() {
        assertThat(new PurchaseEdge(12, 7, "lamp", AT))
                .hasToString("the purchase of product lamp by user 7 in order 12");
        assertThat(new WrongDegree.OfUser(7)).hasToString("the number of products of user 7");
        assertThat(new WrongDegree.OfProduct("lamp")).hasToString("the number of buyers of product lamp");
    }

    private static Object parameter(String name) {
        return BATCH.queries(List.of("RETURN $" + name))
                .get(0)
                .parameters()
                .asMap()
                .getOrDefault(name, "nothing");
    }

    private static Map<String, Object> purchases(
            long orderId, long version, long userId, List<String> productIds, boolean active) {
        return Map.of(
                "orderId", orderId,
                "version", version,
                "userId", userId,
                "productIds", productIds,
                "at", AT.toEpochMilli(),
                "active", active);
    }
}
