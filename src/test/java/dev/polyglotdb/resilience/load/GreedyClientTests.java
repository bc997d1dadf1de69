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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
    void aFloodOfOneClientLeavesTheOthersServed() {
        var greedy = shop.customer();
        assertThat(greedy.get("/users/me").status()).isEqualTo(200);
        var product = shop.product("9.99");

        assertOthersAreServed(n -> greedy.token(), () -> shop.anybody().get("/products/" + product));
    }

    /** Such a client is no more than one, and so is everybody without a session at that address. */
    @Test
    void aClientWhoMakesUpANewTokenForEachRequestLeavesTheOthersServed() {
        assertOthersAreServed(n -> "made-up-" + n, () -> shop.anybody().get("/actuator/health/liveness"));
    }

    private void assertOthersAreServed(IntFunction<String> tokens, Supplier<Reply> another) {
        var ada = shop.customer();
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        var flood = floodWith(tokens);
        var replies = new ArrayList<TimedReply>();
        while (!flood.isDone()) {
            replies.add(TimedReply.of(() -> ada.get("/users/me")));
            replies.add(TimedReply.of(another));
            replies.add(TimedReply.of(() -> shop.anybody().get("/actuator/health")));
            replies.add(TimedReply.of(() -> shop.anybody().get("/actuator/health/readiness")));
        }

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.reply().status()).as(reply.what()).isEqualTo(200);
            reply.assertInTime();
        });
        assertThat(flood.join().refusals()).isPositive();
        assertThat(flood.join().unavailable()).as(flood.join().toString()).isZero();
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
