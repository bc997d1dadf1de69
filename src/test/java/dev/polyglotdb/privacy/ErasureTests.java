package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.RecommendService;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.UserService;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ShopTest
class ErasureTests {

    private final Shop shop;
    private final UserService users;
    private final RecommendService recommendations;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Traces traces;

    ErasureTests(
            Shop shop,
            UserService users,
            RecommendService recommendations,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            StringRedisTemplate redis,
            CqlSession cassandra,
            Driver neo4j,
            MongoTemplate mongo) {
        this.shop = shop;
        this.users = users;
        this.recommendations = recommendations;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.traces = new Traces(jdbc, redis, cassandra, neo4j, mongo);
    }

    @Test
    void withoutTheRightPasswordNobodyLeaves() {
        var ada = shop.customer();

        assertThat(leave(ada, "{\"password\": \"wrong password\"}").problem()).isEqualTo("wrong-password");
        assertThat(leave(ada, "{}").invalid()).containsExactly("#/password");
        assertThat(leave(ada, "").problem()).isEqualTo("malformed-json");
        assertThat(leave(ada, "{\"password\": \"%s\", \"all\": true}".formatted(ada.password()))
                        .invalid())
                .containsExactly("#/all");

        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsCountAsFailedLogins() {
        var ada = shop.customer();
        for (var i = 0; i < 10; i++) {
            assertThat(leave(ada, "{\"password\": \"wrong password\"}").status())
                    .isEqualTo(403);
        }

        assertThat(leave(ada).status()).isEqualTo(429);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void theLastAdministratorStays() {
        var admin = shop.admin();

        transactions.executeWithoutResult(status -> {
            jdbc.sql("update users set admin = false where admin and id <> :id")
                    .param("id", admin.id())
                    .update();
            assertThatThrownBy(() -> users.erase(admin.id()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.getMessage()).contains("administrator"));
            status.setRollbackOnly();
        });

        assertThat(admin.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void ofTheLastTwoAdministratorsWhoLeaveAtOnceOneStays() {
        var two = List.of(administrator(), administrator());
        var others = demoteAllBut(two);
        try {
            var answers = Parallel.each(2, number -> leave(two.get(number)));

            assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(202, 409);
            var last = two.get(answers.get(0).status() == 409 ? 0 : 1);
            assertThat(leave(last).problem()).isEqualTo("last-administrator");
            assertThat(last.get("/users/me").status()).isEqualTo(200);
            assertThat(logIn(last).status()).isEqualTo(200);
        } finally {
            jdbc.sql("update users set admin = true where id = any(:ids)")
                    .param("ids", others.toArray(Long[]::new))
                    .update();
        }
    }

    private Person administrator() {
        var email = Shop.unique("admin") + "@example.com";
        var password = "correct horse battery";
        var user = users.ensure(new NewUser(email, "An Administrator", password), true);
        return shop.logInAgain(new Person(user.id(), email, password, "", shop.anybody()));
    }

    private List<Long> demoteAllBut(List<Person> two) {
        return jdbc.sql("update users set admin = false where admin and id <> all(:ids) returning id")
                .param("ids", two.stream().map(Person::id).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    @Test
    void whatWasGivenUpBeforeDoesNotHoldUpTheErasure() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).number("/id");
        jdbc.sql("insert into outbox (order_id, sink, failed) values (:id, 'recommendations', true)")
                .param("id", order)
                .update();
        try {
            assertThat(erased(ada).text("/stores/neo4j")).isEqualTo("applied");
        } finally {
            jdbc.sql("delete from outbox where order_id = :id and failed")
                    .param("id", order)
                    .update();
        }
    }

    @Test
    void withTheAnswerSessionsAreDeadAndTheAddressIsFree() {
        var ada = shop.customer();
        var other = shop.logInAgain(ada);
        var order = Person.order(shop.product("3.00"), 1);
        var first = ada.ordersOnce("the-key", order).number("/id");

        var answer = leave(ada);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).hasValue("/admin/erasures/" + answer.number("/id"));
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(ada.ordersOnce("the-key", order).status()).isEqualTo(401);
        assertThat(other.get("/auth/session").status()).isEqualTo(401);
        assertThat(logIn(ada).status()).isEqualTo(401);
        assertThat(shop.admin().get("/users/" + ada.id()).status()).isEqualTo(404);
        assertThat(shop.admin().get("/users/" + ada.id() + "/activity").status())
                .isEqualTo(404);
        assertThat(shop.admin().get("/users/" + ada.id() + "/export").status()).isEqualTo(404);
        var again = shop.anybody()
                .post(
                        "/users",
                        "{\"email\": \"%s\", \"name\": \"N\", \"password\": \"%s\"}"
                                .formatted(ada.email(), ada.password()));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.number("/id")).isNotEqualTo(ada.id());
        var anew = shop.logInAgain(ada).ordersOnce("the-key", order);
        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.number("/id")).isNotEqualTo(first);
    }

    @Test
    void nothingIsLeftButTheNumberInTheBooks() {
        var name = Shop.unique("Countess");
        var ada = named(name);
        var product = shop.product("3.00");
        var other = shop.customer();
        other.orders(product, 1);
        var order = ada.ordersOnce("the-key", Person.order(product, 1)).number("/id");
        var cancelled = ada.orders(product, 2).number("/id");
        ada.post("/orders/" + cancelled + "/cancel");
        ada.post("/orders", Person.cardOrder(product, 1, "tok_declined"));
        var secret = Shop.unique("secret");
        ada.post(
                "/activity",
                "[{\"type\": \"VIEW\", \"productId\": \"%1$s\", \"data\": {\"note\": \"%2$s\"}}]"
                        .formatted(product, secret));
        ada.post("/activity", """
                {"type": "WISH", "productId": "%s", "data": {"note": "%s"}, "eventId": "%s", "occurredAt": "%s"}""".formatted(
                        product, secret, UUID.randomUUID(), Instant.now().minusSeconds(86_400 * 3)));
        shop.anybody().post("/auth/login", "{\"email\": \"%s\", \"password\": \"wrong one\"}".formatted(ada.email()));
        await().atMost(60, SECONDS).until(() -> buyers(product) == 2);
        assertThat(traces.of(secret)).isNotEmpty();

        var erasure = erased(ada);

        assertThat(erasure.number("/userId")).isEqualTo(ada.id());
        assertThat(traces.of(ada.email(), name, secret)).isEmpty();
        assertThat(traces.ofUser(ada.id())).containsExactlyInAnyOrder("orders", "erasures");
        assertThat(buyers(product)).isEqualTo(1);
        assertThat(shop.admin().get("/orders/" + order).number("/userId")).isEqualTo(ada.id());

        comesBack(order, product, ada);
        assertThat(traces.ofUser(ada.id())).containsExactlyInAnyOrder("orders", "erasures");
        assertThat(buyers(product)).isEqualTo(1);
    }

    /** Repeats what was promised before, and what a worker had read before and applies late. */
    private void comesBack(long order, String product, Person ada) {
        jdbc.sql("insert into outbox (order_id, sink) values (:id, 'activity'), (:id, 'recommendations')")
                .param("id", order)
                .update();
        recommendations.apply(List.of(new OrderPurchases(order, 0, ada.id(), Instant.now(), Set.of(product), true)));
        await().atMost(60, SECONDS)
                .until(() -> jdbc.sql("select count(*) from outbox where order_id = :id")
                                .param("id", order)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void anOrderUnderWayIsRefused() throws Exception {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = CompletableFuture.supplyAsync(() -> ada.ordersOnce("k", Person.cardOrder(product, 1, "tok_slow")));
        await().atMost(60, SECONDS)
                .until(() -> jdbc.sql("select count(*) from idempotency where user_id = :id")
                                .param("id", ada.id())
                                .query(Long.class)
                                .single()
                        == 1);

        erased(ada);

        assertThat(order.get(60, SECONDS).status()).isEqualTo(401);
        assertThat(traces.ofUser(ada.id())).containsExactly("erasures");
    }

    @Test
    void anAdministratorErasesAndMayRepeatIt() {
        var ada = shop.customer();
        try (var log = LogLines.of("audit")) {
            var first = shop.admin().client().send("DELETE", "/users/" + ada.id(), BodyPublishers.noBody());
            var second = shop.admin().client().send("DELETE", "/users/" + ada.id(), BodyPublishers.noBody());

            assertThat(first.status()).isEqualTo(202);
            assertThat(second.number("/id")).isEqualTo(first.number("/id"));
            assertThat(log.all()).anyMatch(line -> line.contains("event=erasure user=" + ada.id()));
            assertThat(log.all()).noneMatch(line -> line.contains(ada.email()));
        }
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void theExportHasWhatEachStoreHolds() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = ada.ordersOnce("the-key", Person.order(product, 1)).number("/id");
        for (var batch = 0; batch < 3; batch++) {
            ada.post("/activity", "[" + "{\"type\": \"VIEW\"},".repeat(99) + "{\"type\": \"LAST\"}]");
        }
        await().atMost(60, SECONDS).until(() -> buyers(product) == 1);
        await().atMost(60, SECONDS)
                .until(() -> ada.get("/activity?type=ORDER_PLACED").at("/items").size() == 1);

        var export = ada.get("/users/me/export");

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.text("/user/email")).isEqualTo(ada.email());
        assertThat(export.at("/sessions")).hasSize(1);
        assertThat(export.number("/orders/0/id")).isEqualTo(order);
        assertThat(export.text("/idempotencyKeys/0/key")).isEqualTo("the-key");
        assertThat(export.at("/activity")).hasSize(301);
        assertThat(export.number("/purchases/0/orderId")).isEqualTo(order);
        assertThat(export.body().toString()).doesNotContain(ada.token(), "bcrypt");
    }

    private long buyers(String product) {
        try (var session = traces.neo4j().session()) {
            return session
                    .run("MATCH (product:Product {id: $id}) RETURN product.buyers", Map.of("id", product))
                    .list()
                    .stream()
                    .mapToLong(row -> row.get(0).asLong())
                    .findFirst()
                    .orElse(0);
        }
    }

    private Person named(String name) {
        var email = Shop.unique("ada") + "@example.com";
        var password = "correct horse battery";
        var user = shop.anybody()
                .post(
                        "/users",
                        "{\"email\": \"%s\", \"name\": \"%s\", \"password\": \"%s\"}".formatted(email, name, password));
        var anonymous = new Person(user.number("/id"), email, password, "", shop.anybody());
        return shop.logInAgain(anonymous);
    }

    private Reply erased(Person person) {
        var place = leave(person).header("Location").orElseThrow();
        return await().atMost(90, SECONDS)
                .until(
                        () -> shop.admin().get(place),
                        reply -> reply.text("/status").equals("COMPLETED"));
    }

    private Reply logIn(Person person) {
        return shop.anybody()
                .post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password()));
    }

    private static Reply leave(Person person) {
        return leave(person, "{\"password\": \"%s\"}".formatted(person.password()));
    }

    private static Reply leave(Person person, String json) {
        return person.client()
                .with("Content-Type", "application/json")
                .send("DELETE", "/users/me", BodyPublishers.ofString(json));
    }
}
