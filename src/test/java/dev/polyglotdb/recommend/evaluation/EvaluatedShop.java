package dev.polyglotdb.recommend.evaluation;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PlainWalk;
import dev.polyglotdb.recommend.PurchaseGraph;
import dev.polyglotdb.testing.PatientCalls;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.ProcessorTime;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A shop in which the purchases of a data set were made: its products are imported, its users are in PostgreSQL, and
 * the graph has an order for each purchase. {@link #close()} takes all of it out again.
 */
final class EvaluatedShop implements AutoCloseable {

    /** Beyond the ids that others use. */
    private static final AtomicLong ORDER_IDS = new AtomicLong(1_000_000_000_000L);

    private final Person admin;
    private final JdbcTemplate jdbc;
    private final MongoOperations mongo;
    private final Driver driver;
    private final PurchaseGraph graph;
    private final String prefix = Shop.unique("evaluation") + "-";
    private final List<OrderPurchases> orders = new ArrayList<>();
    private final Map<String, Long> userIds = new HashMap<>();
    private final Map<String, String> productIds = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();
    private final AtomicInteger truncated = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private Duration application = ProcessorTime.own();
    private Duration neo4j = ProcessorTime.neo4j();

    EvaluatedShop(Shop shop, ApplicationContext context) {
        this.admin = shop.admin();
        this.jdbc = context.getBean(JdbcTemplate.class);
        this.mongo = context.getBean(MongoOperations.class);
        this.driver = context.getBean(Driver.class);
        this.graph = context.getBean(PurchaseGraph.class);
    }

    void load(List<Purchase> purchases) {
        var users = new LinkedHashSet<String>();
        var names = new LinkedHashSet<String>();
        purchases.forEach(purchase -> {
            users.add(purchase.user());
            names.add(purchase.item());
        });
        addUsers(users);
        addProducts(names);
        addPurchases(purchases);
    }

    private void addUsers(Set<String> users) {
        jdbc.query(
                """
                insert into users (email, name, password_hash, created_at)
                select ? || name, 'A user of the data', '-', now() from unnest(?::text[]) name returning id, email""",
                row -> {
                    userIds.put(row.getString("email").substring(prefix.length()), row.getLong("id"));
                },
                prefix,
                users.toArray(String[]::new));
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

    private void addPurchases(List<Purchase> purchases) {
        var inSeconds = purchases.stream().allMatch(purchase -> purchase.time() < 1e11);
        purchases.stream()
                .map(purchase -> new OrderPurchases(
                        ORDER_IDS.getAndIncrement(),
                        0,
                        Objects.requireNonNull(userIds.get(purchase.user())),
                        Instant.ofEpochMilli((long) (purchase.time() * (inSeconds ? 1000 : 1))),
                        Set.of(Objects.requireNonNull(productIds.get(purchase.item()))),
                        true))
                .forEach(orders::add);
        PatientCalls.each(orders, graph::restore);
    }

    /**
     * What the application recommends to a user of the data at the first request, best first.
     *
     * @param whole false if the list says that it is less than it should be, or if there is none
     */
    record Answer(List<String> list, boolean whole) {}

    Answer recommended(String user) {
        var path = "/recommend/%d?limit=%d".formatted(userIds.get(user), Quality.LENGTH);
        var started = System.nanoTime();
        var reply = admin.get(path);
        millis.add((System.nanoTime() - started) / 1e6);
        if (reply.status() == 503) {
            refused.incrementAndGet();
            return new Answer(List.of(), false);
        }
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        var whole = !reply.at("/truncated").asBoolean();
        truncated.addAndGet(whole ? 0 : 1);
        return new Answer(
                reply.texts("/items", "/productId").stream()
                        .map(id -> items.getOrDefault(id, id))
                        .toList(),
                whole);
    }

    void forgetTimes() {
        millis.clear();
        truncated.set(0);
        refused.set(0);
        application = ProcessorTime.own();
        neo4j = ProcessorTime.neo4j();
    }

    /** How long lists took, what they cost, and how many were less than they should be. */
    @Override
    public String toString() {
        var sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p99 %.0f ms, processors %.1f ms (application and clients) and %.1f ms (Neo4j) for each; "
                        + "%d lists truncated, %d requests refused (503)",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                ProcessorTime.own().minus(application).toMillis() / (double) sorted.size(),
                ProcessorTime.neo4j().minus(neo4j).toMillis() / (double) sorted.size(),
                truncated.get(),
                refused.get());
    }

    /** What the formula recommends to the users of the data, best first. */
    Function<String, List<String>> formula() {
        var plain = PlainWalk.of(orders);
        return user -> plain.recommended(Objects.requireNonNull(userIds.get(user)), Quality.LENGTH).stream()
                .map(items::get)
                .toList();
    }

    @Override
    public void close() {
        jdbc.update("delete from users where email like ?", prefix + "%");
        mongo.getCollection("products").deleteMany(regex("_id", "^" + prefix));
        try (var session = driver.session()) {
            session.run(
                            """
                    MATCH (node) WHERE node:Order AND node.id IN $orders OR node:User AND node.id IN $users
                      OR node:Product AND node.id STARTS WITH $prefix
                    CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 1000 ROWS""",
                            Map.of(
                                    "orders",
                                    orders.stream().map(OrderPurchases::orderId).toList(),
                                    "users",
                                    List.copyOf(userIds.values()),
                                    "prefix",
                                    prefix))
                    .consume();
        }
    }
}
