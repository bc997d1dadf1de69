package dev.polyglotdb.orders;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class QueryPlanTests {

    private final QueryPlans plans;

    QueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    @BeforeEach
    void ordersOfManyUsers() {
        plans.haveOrders();
    }

    static Stream<Arguments> hotQueries() {
        var ids = new Long[] {1L, 2L, 3L};
        return Stream.of(
                Arguments.of(
                        OrderQueries.BY_ID, Map.of("ids", ids), "orders_pkey order_items_pkey payments_order_id_key"),
                Arguments.of(
                        OrderQueries.BY_RANGE,
                        Map.of("after", -1_101L, "last", -1_001L),
                        "orders_pkey users_pkey order_items_pkey"),
                Arguments.of(
                        OrderQueries.OF_USER,
                        ofUser("-infinity", "infinity", null),
                        "orders_of_user order_items_pkey payments_order_id_key"),
                Arguments.of(
                        OrderQueries.OF_USER,
                        ofUser("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "PAID"),
                        "orders_of_user order_items_pkey payments_order_id_key"),
                Arguments.of(OperationRecords.OF_ORDERS, Map.of("orderIds", ids), "order_operations_pkey"),
                Arguments.of(OperationRecords.PURGE, Map.of("limit", 1000), "order_operations_by_age"),
                Arguments.of(IdempotencyKeys.FIND, Map.of("userId", 1L, "key", "k"), "idempotency_pkey"));
    }

    private static Map<String, ?> ofUser(String from, String to, @Nullable String status) {
        var parameters = new HashMap<String, @Nullable Object>(
                Map.of("userId", 1L, "before", "infinity", "beforeId", Long.MAX_VALUE, "limit", 21));
        parameters.putAll(Map.of("from", from, "to", to));
        parameters.put("status", status);
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }

    @Test
    void whatHasExpiredIsFoundByItsIndex() {
        plans.assertIndexed(IdempotencyKeys.PURGE, Map.of("limit", 1_000), "idempotency_by_expiry");
    }
}
