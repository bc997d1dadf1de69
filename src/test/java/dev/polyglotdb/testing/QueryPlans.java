package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Checks how PostgreSQL plans a query, inside a transaction that is rolled back. Sequential scans and sorting are made
 * expensive, so the plan shows whether an index can serve the query at all, however small the tables of a test are. A
 * query without a usable index still scans or sorts. Queries that join tables need {@link #haveOrders orders} in them,
 * because all indexes of an empty table cost the same.
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

    /**
     * Fails if the query reads a table or an index whole, or sorts what it returns only the first rows of.
     *
     * @param indexes the names of all indexes in which the query must look things up, separated by spaces
     */
    public void assertIndexed(String query, Map<String, ?> parameters, String indexes) {
        var lines = lines(query, parameters);
        var plan = String.join("\n", lines);

        assertThat(plan).doesNotContain("Seq Scan");
        assertThat(indexes.split(" "))
                .allSatisfy(index -> assertThat(isLookedUp(lines, index))
                        .as("%s in %s", index, plan)
                        .isTrue());
        assertThat(sortsToLimit(lines))
                .as("sorts all to return the first few: %s", plan)
                .isFalse();
    }

    /** Fails unless the query reads this index, which has rows of no others. */
    public void assertReadFrom(String partialIndex, String query) {
        assertThat(lines(query, Map.of())).anyMatch(line -> line.contains(" using " + partialIndex + " "));
    }

    /** Fails unless an index leads to the right values of this column, so that no others are read and left out. */
    public void assertFoundBy(String column, String query, Map<String, ?> parameters) {
        assertThat(lines(query, parameters))
                .anyMatch(line -> line.strip().startsWith("Index Cond: ") && line.contains("(" + column + " "));
    }

    private List<String> lines(String query, Map<String, ?> parameters) {
        for (var expensive : List.of("seqscan", "bitmapscan", "sort")) {
            jdbc.getJdbcTemplate().execute("set local enable_" + expensive + " = off");
        }
        return jdbc.queryForList("explain " + query, parameters, String.class);
    }

    /** An index may also be read from one end to the other, as a table is. */
    private static boolean isLookedUp(List<String> plan, String index) {
        return IntStream.range(1, plan.size())
                .anyMatch(line -> plan.get(line).strip().startsWith("Index Cond: ")
                        && plan.get(line - 1).contains(" " + index + " "));
    }

    /** A limit saves nothing if what is below it has to be read whole and sorted first. */
    private static boolean sortsToLimit(List<String> plan) {
        var limit = -1;
        for (var line : plan) {
            var node = line.replaceFirst("^[\\s>-]*", "");
            var depth = line.length() - node.length();
            limit = depth <= limit ? -1 : limit;
            if (limit >= 0 && node.matches("(Incremental )?Sort .*")) {
                return true;
            }
            limit = limit < 0 && node.startsWith("Limit ") ? depth : limit;
        }
        return false;
    }
}
