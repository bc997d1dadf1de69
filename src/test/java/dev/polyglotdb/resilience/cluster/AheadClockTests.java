package dev.polyglotdb.resilience.cluster;

import static dev.polyglotdb.resilience.cluster.RightTimes.TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.auth.OpenSessions;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances on the same stores, of which one has a clock that is ten minutes ahead. */
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AheadClockTests {

    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;
    private final ApplicationContext context;
    private final RightTimes rightTimes;

    @SuppressWarnings("NullAway.Init")
    private Instance instance;

    AheadClockTests(Shop shop, ApplicationContext context, JdbcClient jdbc) {
        this.shop = shop;
        this.context = context;
        this.rightTimes = new RightTimes(jdbc);
    }

    @BeforeAll
    void start() {
        instance = Instance.startAhead(context, AHEAD);
        assertThat(RightTimes.dated(instance.client().withToken(shop.customer().token())))
                .isAfter(Instant.now().plus(TOLERANCE));
    }

    @AfterAll
    void stop() {
        if (instance != null) {
            instance.close();
        }
    }

    @Test
    void aSessionEndsOnBothWhenItShould() {
        var ada = shop.customer();
        var now = Instant.now();
        var ending = OpenSessions.openUntil(context, ada.id(), now.plus(AHEAD.dividedBy(2)));
        var ended = OpenSessions.openUntil(context, ada.id(), now.minusSeconds(1));

        for (var client : List.of(shop.anybody(), instance.client())) {
            assertThat(client.withToken(ending).get("/auth/session").status()).isEqualTo(200);
            assertThat(client.withToken(ended).get("/auth/session").status()).isEqualTo(401);
        }
    }

    @Test
    void aSessionThatBeganWhereTheClockIsAheadIsAsLongAsAnyOther() {
        var ada = shop.customer();

        var token = instance.client()
                .post("/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(ada.email(), ada.password()))
                .text("/token");

        for (var client : List.of(shop.anybody(), instance.client())) {
            var session = client.withToken(token).get("/auth/session");
            assertThat(Instant.parse(session.text("/createdAt"))).satisfies(RightTimes::assertNow);
            assertThat(Instant.parse(session.text("/lastSeenAt"))).satisfies(RightTimes::assertNow);
            assertThat(client.withToken(token).get("/auth/sessions").texts("/items", "/lastSeenAt"))
                    .extracting(Instant::parse)
                    .allSatisfy(RightTimes::assertNow);
        }
    }

    @Test
    void aThrottleHoldsOnBothForTheSameTime() {
        var email = shop.customer().email();
        var refused =
                await().atMost(SOON).until(() -> failedLogin(instance.client(), email), reply -> reply.status() == 429);
        var other = failedLogin(shop.anybody(), email);

        assertThat(other.status()).isEqualTo(429);
        assertThat(retryAfter(refused).minus(retryAfter(other)).abs()).isLessThan(TOLERANCE);
    }

    @Test
    void whatIsLeasedOrKeptEndsByTheClockOfTheDatabase() {
        var here = shop.customer();
        var there = instance.client().withToken(here.token());
        var order = Person.order(shop.product("1.00"), 1);

        var placed = there.with("Idempotency-Key", "ahead").post("/orders", order);
        var again = here.ordersOnce("ahead", order);

        assertThat(placed.status()).isEqualTo(201);
        assertThat(again.number("/id")).isEqualTo(placed.number("/id"));
        assertThat(rightTimes.minutesFromNow("select expires_at from idempotency where user_id = :id", here.id()))
                .isBetween(24 * 60 - TOLERANCE.toMinutes(), 24 * 60L);
        assertThat(there.post("/orders/%d/cancel".formatted(placed.number("/id")))
                        .status())
                .isEqualTo(200);
        await("its followers")
                .atMost(SOON)
                .until(() -> rightTimes.number(
                                "select count(*) from outbox_settled where order_id = :id", placed.number("/id"))
                        == 4);
        for (var time : List.of(
                "select max(settled_at) from outbox_settled where order_id = :id",
                "select min(claimed_at) from outbox_settled where order_id = :id")) {
            assertThat(rightTimes.minutesFromNow(time, placed.number("/id"))).isBetween(-TOLERANCE.toMinutes(), 0L);
        }
    }

    @Test
    void itsEventsAreTakenAndSortedByWhatTheySay() {
        var here = shop.customer();
        var there = instance.client().withToken(here.token());
        var before = Instant.now();

        assertThat(there.post("/activity", "{\"type\": \"LATER\"}").status()).isEqualTo(201);
        assertThat(here.post("/activity", "{\"type\": \"FIRST\"}").status()).isEqualTo(201);
        assertThat(there.post("/activity", """
                        {"type": "EARLIER", "occurredAt": "%s"}""".formatted(before.minusSeconds(60)))
                        .status())
                .isEqualTo(201);
        var order = there.post("/orders", Person.order(shop.product("1.00"), 1)).number("/id");
        assertThat(here.post("/orders/%d/cancel".formatted(order)).status()).isEqualTo(200);

        for (var client : List.of(here.client(), there)) {
            var timeline = await("the timeline")
                    .atMost(SOON)
                    .until(
                            () -> client.get("/activity"),
                            reply -> reply.texts("/items", "/type").size() == 5);
            assertThat(timeline.texts("/items", "/occurredAt"))
                    .extracting(Instant::parse)
                    .isSortedAccordingTo((one, other) -> other.compareTo(one));
            assertThat(timeline.texts("/items", "/type")).endsWith("LATER", "FIRST", "EARLIER");
        }
    }

    @Test
    void whoeverLeavesThroughItIsErasedEverywhereWithWhatItRecordedLast() {
        var here = shop.customer();
        var there = instance.client().withToken(here.token());
        var mark = Shop.unique("later");
        assertThat(there.post("/activity", "{\"type\": \"LATER\", \"data\": {\"note\": \"%s\"}}".formatted(mark))
                        .status())
                .isEqualTo(201);

        var erasure = there.with("Content-Type", "application/json")
                .send("DELETE", "/users/me", BodyPublishers.ofString("""
                        {"password": "%s"}""".formatted(here.password())));

        assertThat(erasure.status()).as(erasure.toString()).isEqualTo(202);
        assertThat(rightTimes.minutesFromNow("select erased_at from erasures where user_id = :id", here.id()))
                .isBetween(-TOLERANCE.toMinutes(), 0L);
        assertThat(rightTimes.minutesFromNow(
                        "select max(due_at) from outbox o join erasures e on o.order_id = -e.id where e.user_id = :id",
                        here.id()))
                .isBetween(-TOLERANCE.toMinutes(), TOLERANCE.toMinutes());
        ErasureFixture.of(shop, context).hurryHere(List.of(here.id()));
        await("the erasure")
                .atMost(SOON)
                .until(() -> rightTimes.number(
                                "select count(*) from outbox o join erasures e on o.order_id = -e.id where e.user_id = :id",
                                here.id())
                        == 0);
        assertThat(Traces.in(context).of(mark)).isEmpty();
    }

    private static Reply failedLogin(Client client, String email) {
        return client.post("/auth/login", """
                {"email": "%s", "password": "wrong"}""".formatted(email));
    }

    private static Duration retryAfter(Reply reply) {
        return Duration.ofSeconds(Long.parseLong(reply.header("Retry-After").orElseThrow()));
    }
}
