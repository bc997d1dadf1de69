package dev.polyglotdb.resilience.fuzz;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.auth.OpenSessions;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * The data that requests can refer to: users, products and orders that no other test uses.
 *
 * @param leaver a user whose sessions may be ended, and whose password may be changed
 * @param cursors some cursors of each list
 * @param newSession opens a session for the leaver
 * @param newPerson registers somebody who may be erased
 * @param newJob starts a job that may be cancelled, or names the one that runs
 */
record FuzzWorld(
        Person user,
        Person other,
        Person admin,
        Person leaver,
        List<String> products,
        List<String> orders,
        List<String> cursors,
        Supplier<String> newSession,
        Supplier<Person> newPerson,
        Supplier<String> newJob) {

    private static final int PRODUCTS = 20;

    static FuzzWorld open(Shop shop, ApplicationContext context) {
        var user = shop.customer();
        var other = shop.customer();
        var leaver = shop.customer();
        var products = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> i % 4 == 0 ? shop.productInStock(1000) : shop.product("10.00"))
                .toList();
        var orders = Stream.of(user, other)
                .flatMap(
                        buyer -> products.stream().map(id -> buyer.orders(id, 1).text("/id")))
                .toList();
        user.post("/activity", "[{\"type\": \"VIEW\"}, {\"type\": \"VIEW\"}]");
        var cursors = Stream.of(
                        "/products?limit=1", "/products?limit=1&sort=-price", "/orders?limit=1", "/activity?limit=1")
                .map(list -> user.get(list).text("/nextCursor"))
                .toList();
        var admin = shop.admin();
        // Neo4j plans a query when it is asked for the first time, which may take it longer than a client waits.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> user.get("/recommend/" + user.id() + "/walk/" + products.get(0))
                                        .status()
                                == 200
                        && user.get("/products/" + products.get(0) + "/related").status() == 200);
        return new FuzzWorld(
                user,
                other,
                admin,
                leaver,
                products,
                orders,
                cursors,
                () -> OpenSessions.open(context, leaver.id(), Set.of("USER")),
                shop::customer,
                () -> admin.post("/admin/projections/rebuild", "{\"target\": \"activity\"}")
                        .at("/id")
                        .asString("1"));
    }

    String product(Random random) {
        return products.get(random.nextInt(products.size()));
    }

    /** Returns the id of an existing resource for a path, by the first segment of the path. */
    String id(String kind, Random random) {
        return switch (kind) {
            case "products" -> product(random);
            case "orders" -> orders.get(random.nextInt(orders.size()));
            case "users", "recommend" -> Long.toString((random.nextInt(4) > 0 ? user : other).id());
            default -> "1";
        };
    }
}
