package dev.polyglotdb.resilience;

import dev.polyglotdb.testing.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import tools.jackson.databind.JsonNode;

/** The actual and the expected contents of the stores that follow the orders, each fact as a line of text. */
final class Followers {

    private final Driver neo4j;

    public Followers(Driver neo4j) {
        this.neo4j = neo4j;
    }

    /** Returns the differences between the stores and what the orders require. */
    public List<String> differences(World world, Collection<Ledger.Entry> orders) {
        var differences = new ArrayList<String>();
        var gone = world.guestIds();
        var remembered =
                orders.stream().filter(order -> !gone.contains(order.userId())).toList();
        compare("Cassandra", timelines(world), expectedTimelines(remembered), differences);
        compare("Neo4j", graph(world), expectedGraph(world, remembered), differences);
        return differences;
    }

    private static void compare(String store, List<String> actual, List<String> expected, List<String> differences) {
        var counts = new TreeMap<String, Integer>();
        expected.forEach(fact -> counts.merge(fact, -1, Integer::sum));
        actual.forEach(fact -> counts.merge(fact, 1, Integer::sum));
        counts.forEach((fact, surplus) -> {
            if (surplus != 0) {
                differences.add("%s has this %+d times: %s".formatted(store, surplus, fact));
            }
        });
    }

    /** Each order's event is expected once in the timeline of its user and once in that of each of its products. */
    private static List<String> expectedTimelines(Collection<Ledger.Entry> orders) {
        return orders.stream()
                .filter(Ledger.Entry::wasPlaced)
                .flatMap(order -> Stream.concat(Stream.of("user " + order.userId()), order.products().stream())
                        .flatMap(timeline -> Stream.concat(
                                Stream.of(event(timeline, "ORDER_PLACED", order, order.createdAt())),
                                Stream.ofNullable(order.cancelledAt())
                                        .map(at -> event(timeline, "ORDER_CANCELLED", order, at)))))
                .toList();
    }

    private static String event(String timeline, String type, Ledger.Entry order, Instant at) {
        return event(timeline, type, order.userId(), order.id(), order.total(), order.products(), at);
    }

    private static String event(
            String timeline, String type, long user, long order, BigDecimal total, List<String> products, Instant at) {
        return "%s: %s of user %d, order %d, %s, %s, %s"
                .formatted(
                        timeline, type, user, order, total.stripTrailingZeros().toPlainString(), products, at);
    }

    private static List<String> timelines(World world) {
        var facts = new ArrayList<String>();
        for (var customer : world.customers()) {
            read(world.admin(), "/users/%d/activity".formatted(customer.id()))
                    .forEach(item -> facts.add(event("user " + customer.id(), item, customer.id())));
        }
        for (var product : world.products()) {
            read(world.admin(), "/products/%s/activity".formatted(product))
                    .forEach(item ->
                            facts.add(event(product, item, item.path("userId").asLong())));
        }
        return facts;
    }

    private static String event(String timeline, JsonNode item, long user) {
        var data = item.path("data");
        if (!data.has("orderId")) {
            return "%s: %s of user %d".formatted(timeline, item.path("type").asString(), user);
        }
        return event(
                timeline,
                item.path("type").asString(),
                user,
                data.path("orderId").asLong(),
                data.at("/total/amount").decimalValue(),
                StreamSupport.stream(data.path("productIds").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList(),
                Instant.parse(item.path("occurredAt").asString()));
    }

    private static List<JsonNode> read(Person admin, String path) {
        return admin.client().pages(path + "?limit=100").stream()
                .flatMap(page -> page.at("/items").valueStream())
                .toList();
    }

    /**
     * Each product of each active order is expected as an edge, and each node must have the number of its distinct
     * neighbours.
     */
    private static List<String> expectedGraph(World world, Collection<Ledger.Entry> orders) {
        var active = orders.stream().filter(Ledger.Entry::isActive).toList();
        var facts = new ArrayList<String>();
        for (var order : active) {
            order.products()
                    .forEach(product -> facts.add("%d -%d-> %s".formatted(order.userId(), order.id(), product)));
        }
        for (long user : world.userIds()) {
            facts.add(degree(
                    "user " + user,
                    active.stream()
                            .filter(order -> order.userId() == user)
                            .flatMap(order -> order.products().stream())
                            .distinct()
                            .count()));
        }
        for (var product : world.products()) {
            facts.add(degree(
                    product,
                    active.stream()
                            .filter(order -> order.products().contains(product))
                            .map(Ledger.Entry::userId)
                            .distinct()
                            .count()));
        }
        return facts;
    }

    private List<String> graph(World world) {
        var facts = new ArrayList<String>();
        query(
                        "MATCH (u:User)-[b:BOUGHT]->(p:Product) WHERE u.id IN $ids OR p.id IN $products RETURN u.id, b.orderId, p.id",
                        world)
                .forEach(row -> facts.add("%d -%d-> %s"
                        .formatted(
                                row.get(0).asLong(),
                                row.get(1).asLong(),
                                row.get(2).asString())));
        query("UNWIND $ids AS id OPTIONAL MATCH (u:User {id: id}) RETURN 'user ' + id, coalesce(u.products, 0)", world)
                .forEach(row ->
                        facts.add(degree(row.get(0).asString(), row.get(1).asLong())));
        query("UNWIND $products AS id OPTIONAL MATCH (p:Product {id: id}) RETURN id, coalesce(p.buyers, 0)", world)
                .forEach(row ->
                        facts.add(degree(row.get(0).asString(), row.get(1).asLong())));
        return facts;
    }

    private List<Record> query(String cypher, World world) {
        return neo4j.executableQuery(cypher)
                .withParameters(Map.of("ids", List.of(world.userIds()), "products", world.products()))
                .execute()
                .records();
    }

    private static String degree(String node, long neighbours) {
        return "%s has %d neighbours".formatted(node, neighbours);
    }
}
