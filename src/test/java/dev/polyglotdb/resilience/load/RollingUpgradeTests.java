package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Two instances of the version before are replaced by this one under load, one after the other. The commands are
 * <pre>
 * ./mvnw -DskipTests package
 * ./mvnw test -Dtest=RollingUpgradeTests -DexcludedGroups= -Dgroups=measurement
 * </pre>
 */
@ShopTest
@SecondShop
@Tag("measurement")
class RollingUpgradeTests {

    private static final int BUYERS = 3;
    private static final int ORDERS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApplicationContext context;

    RollingUpgradeTests(ApplicationContext context) {
        this.context = context;
    }

    @Test
    void nobodyNoticesThatInstancesAreReplacedByTheNextVersion() throws Exception {
        try (var drill = new UpgradeDrill(context, Jars.get())) {
            var orders = new Phases();
            var visits = new Phases();
            var admin = drill.balanced().withToken(drill.adminToken());
            var products =
                    IntStream.range(0, 5).mapToObj(i -> product(admin, i)).toList();
            var buyers = new Buyers(drill.balanced(), products, BUYERS, orders);
            var visitor = register(drill);
            begin("both before", orders, visits);
            List<String> failures;
            try (var buying = buyers.start();
                    var load = new UpgradeLoad(visitor.client(), products, visits)) {
                buyers.awaitMore(ORDERS);
                begin("first replaced", orders, visits);
                drill.upgrade(0);
                begin("one of each", orders, visits);
                buyers.awaitMore(ORDERS);
                bothWays(drill, products.get(0));
                begin("second replaced", orders, visits);
                drill.upgrade(1);
                begin("both after", orders, visits);
                buyers.awaitMore(ORDERS);
                failures = load.failures();
            }
            await("the outbox").atMost(PATIENCE).until(() -> waiting(drill) == 0);

            orders.print(
                    "rolling upgrade",
                    buyers.acknowledged(),
                    buyers.lost(drill.jdbc()).size(),
                    buyers.doubled(drill.jdbc()));
            System.out.printf("%d orders refused; visits: p99 %s%n", buyers.refused(), visits.p99());
            assertThat(failures).as("failed visits").isEmpty();
            assertThat(buyers.refused()).as("refused orders").isZero();
            assertThat(buyers.lost(drill.jdbc())).as("lost").isEmpty();
            assertThat(buyers.doubled(drill.jdbc())).as("doubled").isZero();
            assertThat(unequal(admin)).as("followers that differ").isEmpty();
        }
    }

    private static void begin(String phase, Phases orders, Phases visits) {
        orders.begin(phase);
        visits.begin(phase);
    }

    private static long waiting(UpgradeDrill drill) {
        return drill.jdbc().sql("select count(*) from outbox").query(Long.class).single();
    }

    private static List<String> unequal(Client admin) {
        var result = checked(admin);
        return Stream.of("activity", "recommendations")
                .filter(follower -> !result.at("/" + follower + "/equal").asBoolean())
                .toList();
    }

    private static JsonNode checked(Client admin) {
        var check = admin.get("/admin/projections/check");
        if (check.status() == 200) {
            return check.body();
        }
        assertThat(check.status()).as(check.toString()).isEqualTo(202);
        return await("the check")
                .atMost(PATIENCE)
                .until(
                        () -> admin.get("/admin/projections/jobs/" + check.number("/id")),
                        reply -> reply.text("/status").equals("COMPLETED"))
                .at("/result");
    }

    /** What one version stores, the other reads: the new one is at 0, that before at 1. */
    private static void bothWays(UpgradeDrill drill, String product) {
        for (var one = 0; one < 2; one++) {
            var first = drill.at(one);
            var second = drill.at(1 - one);
            var person = register(drill);
            var order = Person.cardOrder(product, 1, "tok_visa");

            var session = login(first, person);
            var placed = first.withToken(session).with("Idempotency-Key", "key").post("/orders", order);
            var again = second.withToken(session).with("Idempotency-Key", "key").post("/orders", order);
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            assertThat(again.status()).as(again.toString()).isEqualTo(placed.status());
            assertThat(again.number("/id")).isEqualTo(placed.number("/id"));
            var other =
                    second.withToken(session).with("Idempotency-Key", "key").post("/orders", Person.order(product, 2));
            assertThat(other.status()).isEqualTo(422);
            cursors(first.withToken(session), second.withToken(session), product);

            var dead = login(second, person);
            assertThat(first.withToken(dead).post("/auth/logout").status()).isEqualTo(204);
            assertThat(second.withToken(dead).get("/auth/session").status()).isEqualTo(401);
            change(drill, one, product);
        }
    }

    private static void cursors(Client first, Client second, String product) {
        for (var i = 0; i < 3; i++) {
            first.post("/orders", Person.order(product, 1));
            first.post("/activity", "{\"type\": \"VIEW\"}");
        }
        for (var list : List.of(
                "/orders?limit=2", "/activity?limit=2", "/products?limit=2&sort=name", "/auth/sessions?limit=1")) {
            var page = first.get(list);
            assertThat(page.status()).as(list).isEqualTo(200);
            assertThat(page.at("/nextCursor").isString()).as(list + page).isTrue();
            var next = second.get(list + "&cursor=" + page.text("/nextCursor"));
            assertThat(next.status()).as(list).isEqualTo(200);
            assertThat(next.at("/items").isEmpty()).as(list + next).isFalse();
        }
    }

    /** A product that one version has in the cache and the other changes. */
    private static void change(UpgradeDrill drill, int one, String product) {
        var token = drill.adminToken();
        var name = "Changed by " + one;
        var path = "/products/" + product;
        drill.at(1 - one).get(path);
        var changed = drill.at(one)
                .withToken(token)
                .with("Content-Type", "application/merge-patch+json")
                .send("PATCH", path, BodyPublishers.ofString("{\"name\": \"%s\"}".formatted(name)));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        for (var place = 0; place < 2; place++) {
            assertThat(drill.at(place).get(path).text("/name")).isEqualTo(name);
        }
    }

    private static String product(Client admin, int number) {
        var id = "upgraded-" + number;
        var created = admin.post("/products", """
                {"id": "%s", "name": "Product %d", "price": {"amount": 1%d, "currency": "EUR"}}""".formatted(id, number, number));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return id;
    }

    private static Person register(UpgradeDrill drill) {
        return Buyers.register(drill.balanced());
    }

    private static String login(Client client, Person person) {
        var login = client.post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password()));
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        return login.text("/token");
    }
}
