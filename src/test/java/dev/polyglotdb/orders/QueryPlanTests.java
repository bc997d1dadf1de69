package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.fixture.ShopTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks PostgreSQL how it runs the queries that requests wait for. Sequential scans are made unattractive, so that the plan tells
 * whether an index can serve the query at all, however small the tables of a test are; a query without one is still scanned. Where
 * several tables are joined there are orders in them, rolled back afterwards: for empty tables all indexes cost the same.
 */
@ShopTest
@Transactional
class QueryPlanTests {

    private final NamedParameterJdbcTemplate jdbc;

    QueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void ordersOfManyUsers() {
        jdbc.getJdbcTemplate().execute("""
                insert into users (id, email, name, password_hash, created_at) overriding system value
                select -u, 'planned-' || u || '@example.com', 'Planned', '', now() from generate_series(1, 200) u;
                insert into orders (id, user_id, status, total, currency, created_at, version)
                select -o, -(1 + o % 200), 'PAID', 1, 'EUR', now(), 0 from generate_series(1, 2000) o;
                insert into order_items (order_id, position, product_id, name, quantity, unit_price)
                select -o, i, 'planned-' || (o + i) % 500, 'Planned', 1, 1
                from generate_series(1, 2000) o, generate_series(0, 1) i;
                insert into payments (id, order_id, method, status)
                select -o, -o, 'INVOICE', 'PENDING' from generate_series(1, 2000) o;
                analyze users, orders, order_items, payments""");
    }

    static Stream<Arguments> hotQueries() {
        var ids = new Long[] {1L, 2L, 3L};
        return Stream.of(
                Arguments.of("select * from users where id = :id", Map.of("id", 1L), "users_pkey"),
                Arguments.of("select * from users where email = :email", Map.of("email", "a@b"), "users_email_key"),
                Arguments.of(
                        OrderViews.BY_ID, Map.of("ids", ids), "orders_pkey order_items_pkey payments_order_id_key"),
                Arguments.of(
                        OrderViews.OF_USER,
                        Map.of("userId", 1L, "before", "infinity", "beforeId", Long.MAX_VALUE, "limit", 21),
                        "orders_of_user order_items_pkey payments_order_id_key"),
                Arguments.of(
                        OrderedProducts.BOUGHT,
                        Map.of("userId", 1L, "productIds", new String[] {"a", "b"}),
                        "orders_of_user order_items_pkey"),
                Arguments.of(Stock.LOCK, Map.of("ids", new String[] {"a", "b"}), "stock_pkey"),
                Arguments.of(Stock.ON_HAND, Map.of("productId", "a"), "stock_pkey"),
                Arguments.of(Stock.REMOVE, Map.of("productId", "a"), "stock_pkey"),
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
        jdbc.getJdbcTemplate().execute("set local enable_seqscan = off");

        var plan = String.join("\n", plan(query, parameters));

        assertThat(plan).contains(indexes.split(" ")).doesNotContain("Seq Scan");
    }

    private List<String> plan(String query, Map<String, ?> parameters) {
        return jdbc.queryForList("explain " + query, parameters, String.class);
    }
}
