package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More arrives at once than can be served, from one client or from many. */
@ShopTest
class GreedyClientTests {

    /** More than may be served or wait. */
    private static final int CONNECTIONS = 400;

    private final Shop shop;
    private final MeterRegistry meters;

    @LocalServerPort
    private int port;

    GreedyClientTests(Shop shop, MeterRegistry meters) {
        this.shop = shop;
        this.meters = meters;
    }

    @Test
    void aFloodOfOneClientIsRefusedBeforeTheOthers() {
        assertThat(floodOfOneClient().share()).isLessThan(0.5);
    }

    /** Such a client is no more than one, and so is everybody without a session at that address. */
    @Test
    void aClientWhoMakesUpANewTokenForEachRequestIsRefusedBeforeTheOthers() {
        assertThat(floodOfMadeUpTokens().share()).isLessThan(0.5);
    }

    @Test
    @Tag("measurement")
    void onAQuietMachineAFloodOfOneClientLeavesTheOthersServed() {
        floodOfOneClient().assertOthersWereServed();
    }

    @Test
    @Tag("measurement")
    void onAQuietMachineAClientWhoMakesUpTokensLeavesTheOthersServed() {
        floodOfMadeUpTokens().assertOthersWereServed();
    }

    private Flood floodOfOneClient() {
        var greedy = shop.customer();
        assertThat(greedy.get("/users/me").status()).isEqualTo(200);
        var product = shop.product("9.99");
        return flood(n -> greedy.token(), () -> shop.anybody().get("/products/" + product));
    }

    private Flood floodOfMadeUpTokens() {
        return flood(n -> "made-up-" + n, () -> shop.anybody().get("/actuator/health/liveness"));
    }

    private Flood flood(IntFunction<String> tokens, Supplier<Reply> another) {
        var ada = shop.customer();
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        var flood = floodWith(tokens);
        var others = new ArrayList<TimedReply>();
        while (!flood.isDone()) {
            others.add(TimedReply.of(() -> ada.get("/users/me")));
            others.add(TimedReply.of(another));
            others.add(TimedReply.of(() -> shop.anybody().get("/actuator/health")));
            others.add(TimedReply.of(() -> shop.anybody().get("/actuator/health/readiness")));
        }
        return new Flood(flood.join(), others);
    }

    /** What became of a flood, and of the requests that others sent meanwhile. */
    private record Flood(Outcome outcome, List<TimedReply> others) {

        /** Returns how much smaller the share of refusals is among the others; 0 if none of them was refused. */
        double share() {
            assertThat(outcome.refusals()).as(outcome.toString()).isPositive();
            var refused = others.stream()
                    .filter(other -> other.reply().status() != 200)
                    .count();
            return (double) refused / others.size() * outcome.answers() / outcome.refusals();
        }

        void assertOthersWereServed() {
            assertThat(others).allSatisfy(other -> {
                assertThat(other.reply().status()).as(other.what()).isEqualTo(200);
                other.assertInTime();
            });
            assertThat(outcome.refusals()).isPositive();
            assertThat(outcome.unavailable()).as(outcome.toString()).isZero();
        }
    }

    /** After an overload a burst has room again when nobody was refused for half a second. */
    @Test
    void aBurstOfManyClientsIsServed() {
        var product = shop.product("9.99");
        var people = Parallel.each(20, n -> shop.customer());
        var refusals = meters.get("admission.refused").tag("lane", "clients").counter();
        var before = refusals.count();
        await().during(Duration.ofMillis(600)).until(() -> refusals.count() == before);

        var replies = Parallel.each(150, n -> people.get(n % people.size()).get("/products/" + product));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    }

    private CompletableFuture<Outcome> floodWith(IntFunction<String> tokens) {
        var thread = Executors.newSingleThreadExecutor();
        var flood = CompletableFuture.supplyAsync(
                () -> Offer.closed(
                        "http://127.0.0.1:" + port,
                        n -> "GET /products?limit=20&sort=price HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(tokens.apply(n))
                                .getBytes(StandardCharsets.ISO_8859_1),
                        CONNECTIONS,
                        Duration.ofSeconds(3)),
                thread);
        thread.shutdown();
        return flood;
    }
}
