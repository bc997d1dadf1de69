package dev.polyglotdb.orders;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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

    private static final Map<String, ?> KEY = Map.of("userId", 1L, "key", "k");
    private static final UUID CLAIM = new UUID(0, 0);

    private final NamedParameterJdbcTemplate jdbc;
    private final QueryPlans plans;

    QueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.plans = new QueryPlans(jdbc);
    }

    @BeforeEach
    void ordersOfManyUsers() {
        plans.haveOrders();
    }

    private static Map<String, ?> with(Map<String, ?> some, Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(some);
        parameters.putAll(more);
        return parameters;
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
                Arguments.of(OrderQueries.NEXT_IDS, Map.of("id", -1_101L, "limit", 100), "orders_pkey"),
                Arguments.of(
                        OrderQueries.PLACED_AT, Map.of("userId", 1L, "at", "2026-01-01T00:00:00Z"), "orders_of_user"),
                Arguments.of(IdempotencyKeys.FIND, KEY, "idempotency_pkey"),
                Arguments.of(IdempotencyKeys.RELEASE, with(KEY, Map.of("claim", CLAIM)), "idempotency_pkey"),
                Arguments.of(
                        IdempotencyKeys.COMPLETE,
                        with(KEY, Map.of("claim", CLAIM, "orderId", 1L, "body", "{}", "seconds", 60)),
                        "idempotency_pkey"));
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

    static Stream<Arguments> queriesOfUsers() {
        return Stream.of(
                Arguments.of(
                        UserOrderRepository.KEYS, Map.of("userId", 1L, "after", "", "limit", 100), "idempotency_pkey"),
                Arguments.of(UserOrderRepository.FORGET, Map.of("userId", 1L, "limit", 100), "idempotency_pkey"),
                Arguments.of(UserOrderRepository.FOLLOWED, Map.of("userId", 1L), "orders_of_user"));
    }

    @ParameterizedTest
    @MethodSource("queriesOfUsers")
    void whatAUserHasIsFoundByIndexes(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }

    /** After an outage, the outbox is as large as the orders that waited. */
    @Test
    void theOutboxEntriesOfTheOrdersOfAUserAreFoundByIndexes() {
        jdbc.getJdbcTemplate().execute("""
                insert into outbox (order_id, sink, due_at, insistent)
                select -o, 'activity', now(), true from generate_series(1, 2000) o;
                analyze outbox""");

        plans.assertIndexed(UserOrderRepository.UNKEPT, Map.of("userId", 1L), "orders_of_user outbox_order");
    }

    @Test
    void whatHasExpiredIsFoundByItsIndex() {
        plans.assertIndexed(IdempotencyKeys.PURGE, Map.of("limit", 1_000), "idempotency_by_expiry");
    }
}
