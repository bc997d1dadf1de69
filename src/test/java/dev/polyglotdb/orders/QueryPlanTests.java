package dev.polyglotdb.orders;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
                        OrderQueries.OF_USER,
                        Map.of("userId", 1L, "before", "infinity", "beforeId", Long.MAX_VALUE, "limit", 21),
                        "orders_of_user order_items_pkey payments_order_id_key"),
                Arguments.of(IdempotencyKeys.FIND, Map.of("userId", 1L, "key", "k"), "idempotency_pkey"));
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }
}
