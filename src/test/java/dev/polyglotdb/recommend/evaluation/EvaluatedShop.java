package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Driver;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A shop in which the purchases of a data set were made: its products are imported, its users and orders are in
 * PostgreSQL, one order for each purchase, and the graph is rebuilt from them. {@link #close()} takes all of it out
 * again.
 */
final class EvaluatedShop implements AutoCloseable {

    /** Beyond the ids that others use. */
    private static final long FIRST_ORDER = 1_000_000_000_000L;

    private static final int BATCH = 1000;

    private final Person admin;
    private final JdbcTemplate jdbc;
    private final Driver driver;
    private final String prefix = Shop.unique("evaluation") + "-";
    private final Map<String, Long> userIds = new HashMap<>();
    private final Map<String, String> productIds = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();

    EvaluatedShop(Shop shop, JdbcTemplate jdbc, Driver driver) {
        this.admin = shop.admin();
        this.jdbc = jdbc;
        this.driver = driver;
    }

    void load(List<Purchase> purchases) {
        var users = new LinkedHashSet<String>();
        var names = new LinkedHashSet<String>();
        purchases.forEach(purchase -> {
            users.add(purchase.user());
            names.add(purchase.item());
        });
        addUsers(List.copyOf(users));
        addProducts(names);
        addOrders(purchases);
        Graphs.rebuild(admin, Duration.ofMinutes(30), progress -> {});
    }

    private void addUsers(List<String> users) {
        jdbc.batchUpdate(
                "insert into users (email, name, password_hash, created_at) values (?, 'A user of the data', '-', now())",
                users.stream().map(user -> new Object[] {prefix + user}).toList());
        jdbc.query(
                "select id, email from users where email like ?",
                row -> {
                    userIds.put(row.getString("email").substring(prefix.length()), row.getLong("id"));
                },
                prefix + "%");
    }

    private void addProducts(Set<String> names) {
        var lines = new StringBuilder();
        for (var name : names) {
            var id = prefix + productIds.size();
            productIds.put(name, id);
            items.put(id, name);
            lines.append("""
                    {"id": "%s", "name": "A product of the data", "price": {"amount": 1.00, "currency": "USD"}}
                    """.formatted(id));
        }
        var imported = admin.client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", HttpRequest.BodyPublishers.ofString(lines.toString()));
        assertThat(imported.number("/inserted")).as("%s", imported).isEqualTo(names.size());
    }

    private void addOrders(List<Purchase> purchases) {
        var inSeconds = purchases.stream().allMatch(purchase -> purchase.time() < 1e11);
        var orders = new ArrayList<Object[]>();
        var payments = new ArrayList<Object[]>();
        var lines = new ArrayList<Object[]>();
        for (var purchase : purchases) {
            var id = FIRST_ORDER + orders.size();
            var at = new Timestamp((long) (purchase.time() * (inSeconds ? 1000 : 1)));
            orders.add(new Object[] {id, userIds.get(purchase.user()), at});
            payments.add(new Object[] {id, id});
            lines.add(new Object[] {id, productIds.get(purchase.item())});
        }
        insert("""
                insert into orders (id, user_id, status, total, currency, created_at, version)
                values (?, ?, 'PAID', 1, 'USD', ?, 0)""", orders);
        insert("insert into payments (id, order_id, method, status) values (?, ?, 'INVOICE', 'INVOICED')", payments);
        insert("""
                insert into order_items (order_id, position, product_id, name, quantity, unit_price)
                values (?, 0, ?, 'A product of the data', 1, 1)""", lines);
    }

    private void insert(String statement, List<Object[]> rows) {
        for (var from = 0; from < rows.size(); from += BATCH) {
            jdbc.batchUpdate(statement, rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
    }

    /**
     * What the application recommends to a user of the data, best first. Everybody there has bought something, so a
     * list that is not personal says only that Neo4j was too busy; it is asked for again.
     */
    List<String> recommended(String user) {
        var path = "/recommend/%d?limit=%d".formatted(userIds.get(user), Quality.LENGTH);
        var answer = await().atMost(Duration.ofMinutes(1))
                .until(() -> admin.get(path), reply -> reply.text("/strategy").equals("personal"));
        return answer.texts("/items", "/productId").stream()
                .map(id -> items.getOrDefault(id, id))
                .toList();
    }

    @Override
    public void close() {
        for (var table : List.of("order_items where order_id", "payments where order_id", "orders where id")) {
            jdbc.update("delete from " + table + " >= ?", FIRST_ORDER);
        }
        jdbc.update("delete from users where email like ?", prefix + "%");
        try (var session = driver.session()) {
            session.run("""
                    MATCH (node) WHERE node:Order AND node.id >= $first OR node:User AND node.id IN $users
                      OR node:Product AND node.id STARTS WITH $prefix
                    CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 1000 ROWS""", Map.of("first", FIRST_ORDER, "users", List.copyOf(userIds.values()), "prefix", prefix))
                    .consume();
        }
        items.keySet()
                .forEach(id -> admin.client().send("DELETE", "/products/" + id, HttpRequest.BodyPublishers.noBody()));
    }
}
