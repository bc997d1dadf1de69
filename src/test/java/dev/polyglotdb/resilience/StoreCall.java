package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call of the API, with the stores it depends on.
 *
 * @param needs the stores without which the response is always a 503
 * @param uses the stores without which the response differs or is a 503
 */
public record StoreCall(Set<Engine> needs, Set<Engine> uses, Supplier<Reply> send) {

    private static final int SAMPLES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Returns a call for each combination of stores that requests need.
     *
     * @param product the product in the requests
     */
    public static List<StoreCall> all(Shop shop, Person ada, Client anybody, String product) {
        var customer = anybody.withToken(ada.token());
        var order = Shop.patiently(() -> ada.orders(product, 1)).number("/id");
        Shop.patiently(() -> ada.post("/orders/" + order + "/cancel"));
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(ada.email(), ada.password());
        // Another person, because a change of the password refuses a login that runs at the same time.
        var another = shop.customer();
        var other = anybody.withToken(another.token());
        var samePassword = "{\"currentPassword\": \"%1$s\", \"newPassword\": \"%1$s\"}".formatted(another.password());
        // A product that was never read, because responses for the others come from the cache.
        var fresh = shop.product("4.00");
        return List.of(
                call(Set.of(), () -> anybody.get("/actuator/health/liveness")),
                call(Set.of(), () -> anybody.get("/products/" + product)),
                call(Set.of(Engine.MONGODB), () -> anybody.get("/products?limit=3")),
                call(Set.of(Engine.MONGODB, Engine.POSTGRES), () -> anybody.get("/products/" + product + "/stock")),
                call(Set.of(Engine.MONGODB, Engine.NEO4J), () -> anybody.get("/products/" + fresh + "/related")),
                call(Set.of(Engine.REDIS), () -> customer.get("/auth/sessions")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/auth/session")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/users/me")),
                call(
                        Set.of(Engine.REDIS, Engine.POSTGRES),
                        () -> other.with("Content-Type", "application/json")
                                .send("PUT", "/users/me/password", BodyPublishers.ofString(samePassword))),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/orders")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/orders/" + order + "/trace")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.post("/orders/" + order + "/cancel")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> anybody.post("/auth/login", login)),
                call(
                        Set.of(Engine.REDIS, Engine.POSTGRES, Engine.MONGODB),
                        () -> customer.post("/orders", Person.cardOrder(product, 1, "tok_visa"))),
                call(Set.of(Engine.REDIS, Engine.CASSANDRA), () -> customer.get("/activity")),
                call(
                        Set.of(Engine.REDIS, Engine.CASSANDRA),
                        () -> customer.post("/activity", "{\"type\": \"SEARCH\"}")),
                new StoreCall(
                        Set.of(Engine.REDIS), Set.of(Engine.MONGODB), () -> customer.get("/recommend/" + ada.id())));
    }

    private static StoreCall call(Set<Engine> needs, Supplier<Reply> send) {
        return new StoreCall(needs, Set.of(), send);
    }

    public boolean concerns(Engine engine) {
        return needs.contains(engine) || uses.contains(engine);
    }

    /**
     * Sends the call while a store is unavailable and checks that the response is correct and in time. If
     * {@code mayAnswer}, the call may also succeed, and a store that answers some calls may be found overloaded. A busy
     * machine makes healthy stores late too: then a call that can do without the store that is away is repeated, as a
     * client does, while that one is still unavailable.
     */
    public void checkWithout(Engine engine, boolean mayAnswer) {
        var answer = await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(this::inTime, reply -> !isRefusedByOneBesides(engine, reply));
        var answered = answer.reply().status() < 300 && (mayAnswer || !needs.contains(engine));
        if (!answered) {
            assertThat(concerns(engine)).as(answer.what()).isTrue();
            if (mayAnswer) {
                answer.assertRefusedByBusy(engine);
            } else {
                answer.assertRefusedBy(engine);
            }
        }
    }

    private TimedReply inTime() {
        var answer = TimedReply.of(send);
        answer.assertInTime();
        return answer;
    }

    private boolean isRefusedByOneBesides(Engine engine, TimedReply answer) {
        return !needs.contains(engine)
                && Stream.concat(needs.stream(), uses.stream())
                        .filter(other -> other != engine)
                        .anyMatch(answer::isRefusedBy);
    }

    /** Returns the 99th percentile of the response times. */
    public static Duration slowOnes(List<StoreCall> calls) {
        var times = IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    var answer = TimedReply.of(calls.get(i % calls.size()).send());
                    assertThat(answer.reply().status()).as(answer.what()).isLessThan(300);
                    return answer.took();
                })
                .sorted()
                .toList();
        return times.get(SAMPLES * 99 / 100 - 1);
    }
}
