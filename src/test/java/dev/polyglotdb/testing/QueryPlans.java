package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Checks how PostgreSQL plans a query, inside a transaction that is rolled back. Sequential scans are made expensive,
 * so the plan shows whether an index can serve the query at all, however small the tables of a test are. A query
 * without a usable index still scans. Queries that join tables need {@link #haveOrders orders} in them, because all
 * indexes of an empty table cost the same.
 */
public record QueryPlans(NamedParameterJdbcTemplate jdbc) {

    /** Inserts orders of many users. */
    public void haveOrders() {
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

    /** @param indexes the names of all indexes that the query must use, separated by spaces */
    public void assertIndexed(String query, Map<String, ?> parameters, String indexes) {
        jdbc.getJdbcTemplate().execute("set local enable_seqscan = off");

        var plan = String.join("\n", jdbc.queryForList("explain " + query, parameters, String.class));

        assertThat(plan).contains(indexes.split(" ")).doesNotContain("Seq Scan");
    }
}
