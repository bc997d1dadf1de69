package dev.polyglotdb.orders;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
                Arguments.of("select * from users where id = :id", Map.of("id", 1L), "users_pkey"),
                Arguments.of("select * from users where email = :email", Map.of("email", "a@b"), "users_email_key"),
                Arguments.of(
                        OrderQueries.BY_ID, Map.of("ids", ids), "orders_pkey order_items_pkey payments_order_id_key"),
                Arguments.of(
                        OrderQueries.OF_USER,
                        Map.of("userId", 1L, "before", "infinity", "beforeId", Long.MAX_VALUE, "limit", 21),
                        "orders_of_user order_items_pkey payments_order_id_key"),
                Arguments.of(
                        "select * from idempotency where user_id = :userId and key = :key",
                        Map.of("userId", 1L, "key", "k"),
                        "idempotency_pkey"),
                Arguments.of(
                        "select id from outbox where sink = :sink and not failed and due_at <= now() order by due_at, id limit 64",
                        Map.of("sink", "activity"),
                        "outbox_due"),
                Arguments.of(
                        "select order_id, sink, failed from outbox where order_id = any(:ids)",
                        Map.of("ids", ids),
                        "outbox_order"),
                Arguments.of(
                        "delete from payment_attempts where reference = :reference and not abandoned",
                        Map.of("reference", new UUID(0, 0)),
                        "payment_attempts_pkey"));
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
