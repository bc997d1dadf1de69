package dev.polyglotdb.resilience.load;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders of an hour during which no other store was available. Each has three lines and is paid by card, so it has an
 * outbox entry for each sink. The orders are written by SQL, and their products are not in the catalog.
 */
final class Backlog {

    private static final int SINKS = 3;
    private static final int LINES = 3;

    /** The number of orders that one statement inserts, so that it stays within the statement time-out. */
    private static final int STEP = 5_000;

    private final JdbcClient jdbc;
    private final CqlSession cassandra;
    private final Driver neo4j;
    private final long first;
    private final long last;

    /** @param rows the total number of outbox entries; a multiple of 3 */
    Backlog(ApplicationContext context, int rows) {
        jdbc = context.getBean(JdbcClient.class);
        cassandra = context.getBean(CqlSession.class);
        neo4j = context.getBean(Driver.class);
        // Above all ids that the application takes from its sequence meanwhile.
        first = jdbc.sql("select coalesce(max(id), 0) + 1000000 from orders")
                .query(Long.class)
                .single();
        last = first + rows / SINKS - 1;
    }

    /** Inserts the orders without their outbox entries. */
    void place() {
        run("""
                insert into users (email, name, password_hash, created_at)
                select 'backlog-' || n || '@example.com', 'A Customer', '-', now()
                from generate_series(:from::bigint, :to) n where n % 10 = 0 or n = :first""");
        run("""
                insert into orders (id, user_id, status, total, currency, created_at, version)
                select n, u.id, 'PAID', 60, 'USD',
                       date_trunc('milliseconds', now() - (1 - (n - :first) / (:last - :first + 1.0)) * interval '1 hour'), 0
                from generate_series(:from::bigint, :to) n
                join users u on u.email = 'backlog-' || greatest(:first, (:from + n * 7919 % (:to - :from + 1)) / 10 * 10) || '@example.com'""");
        run("""
                insert into order_items (order_id, position, product_id, name, quantity, unit_price)
                select o.id, line, 'backlog-' || :first || '-' || (o.id * 31 + line * 101) % 500, 'Backlog', 1, 20
                from orders o cross join generate_series(0, 2) line where o.id between :from and :to""");
        run("""
                insert into payments (id, order_id, method, status, reference)
                select id, id, 'CARD', 'CAPTURED', gen_random_uuid() from orders where id between :from and :to""");
        run("""
                insert into simulated_gateway (reference, status, amount, currency)
                select reference, 'AUTHORIZED', 60, 'USD' from payments where order_id between :from and :to""");
        jdbc.sql("analyze users, orders, order_items, payments, simulated_gateway")
                .update();
    }

    /** Inserts the outbox entries of all orders. */
    void addEntries() {
        run("""
                insert into outbox (order_id, sink)
                select id, sink from orders cross join unnest(array['activity', 'recommendations', 'payments']) sink
                where id between :from and :to""");
    }

    long pending() {
        return count("select count(*) from outbox where order_id between :first and :last");
    }

    /** Returns the effects expected in the sinks, with their numbers. */
    Map<String, Long> expectedEffects() {
        var orders = last - first + 1;
        var pairs = count("""
                select count(distinct (user_id, product_id)) from orders o join order_items on order_id = o.id
                where o.id between :first and :last""");
        return effects(orders, orders, orders * LINES, orders * LINES, pairs, pairs);
    }

    /** Returns the actual effects in the sinks, with their numbers. */
    Map<String, Long> effects() {
        var users = jdbc.sql("select distinct user_id from orders where id between :first and :last")
                .param("first", first)
                .param("last", last)
                .query(Long.class)
                .set();
        var inUserTimelines = StreamSupport.stream(
                        cassandra
                                .execute("SELECT user_id FROM polyglot.activity_by_user")
                                .spliterator(),
                        false)
                .filter(row -> users.contains(row.getLong("user_id")))
                .count();
        var inProductTimelines = StreamSupport.stream(
                        cassandra
                                .execute("SELECT user_id FROM polyglot.activity_by_product")
                                .spliterator(),
                        false)
                .filter(row -> users.contains(row.getLong("user_id")))
                .count();
        return effects(
                count("""
                        select count(*) from payments p join simulated_gateway g using (reference)
                        where order_id between :first and :last and g.status = 'CAPTURED'"""),
                inUserTimelines,
                inProductTimelines,
                graph("MATCH ()-[b:BOUGHT]->() WHERE b.orderId >= $first AND b.orderId <= $last RETURN count(b)"),
                graph("MATCH (u:User)-[b:BOUGHT]->() WHERE b.orderId >= $first AND b.orderId <= $last "
                        + "WITH DISTINCT u RETURN sum(u.products)"),
                graph("MATCH ()-[b:BOUGHT]->(p) WHERE b.orderId >= $first AND b.orderId <= $last "
                        + "WITH DISTINCT p RETURN sum(p.buyers)"));
    }

    private static Map<String, Long> effects(
            long captured, long ofUsers, long ofProducts, long edges, long products, long buyers) {
        return Map.of(
                "captured", captured,
                "entries of users", ofUsers,
                "entries of products", ofProducts,
                "edges", edges,
                "products that users bought", products,
                "buyers of products", buyers);
    }

    /** Deletes the orders and their edges, which would make a comparison slow. Their entries in timelines remain. */
    void remove() {
        run("delete from outbox where order_id between :from and :to");
        run("delete from order_items where order_id between :from and :to");
        run("""
                delete from simulated_gateway g using payments p
                where g.reference = p.reference and p.order_id between :from and :to""");
        run("delete from payments where order_id between :from and :to");
        run("delete from orders where id between :from and :to");
        try (var session = neo4j.session()) {
            session.run("""
                            MATCH (user:User)-[bought:BOUGHT]->(product:Product)
                            WHERE $first <= bought.orderId <= $last
                            CALL (bought) { DELETE bought } IN TRANSACTIONS OF 1000 ROWS
                            WITH DISTINCT user, product
                            SET user.products = COUNT { MATCH (user)-[:BOUGHT]->(left) RETURN DISTINCT left }
                            SET product.buyers = COUNT { MATCH (product)<-[:BOUGHT]-(left) RETURN DISTINCT left }""", Map.of("first", first, "last", last)).consume();
            session.run("""
                            MATCH (order:Order) WHERE $first <= order.id <= $last
                            CALL (order) { DETACH DELETE order } IN TRANSACTIONS OF 1000 ROWS""", Map.of("first", first, "last", last)).consume();
        }
    }

    private void run(String sql) {
        for (var from = first; from <= last; from += STEP) {
            jdbc.sql(sql)
                    .param("first", first)
                    .param("last", last)
                    .param("from", from)
                    .param("to", Math.min(last, from + STEP - 1))
                    .update();
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql)
                .param("first", first)
                .param("last", last)
                .query(Long.class)
                .single();
    }

    private long graph(String cypher) {
        try (var session = neo4j.session()) {
            return session.run(cypher, Map.<String, Object>of("first", first, "last", last))
                    .single()
                    .get(0)
                    .asLong();
        }
    }
}
