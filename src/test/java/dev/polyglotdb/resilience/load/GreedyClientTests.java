package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More arrives at once than can be served, from one client or from many. */
@ShopTest
class GreedyClientTests {

    /** More than may be served or wait. */
    private static final int CONNECTIONS = 400;

    private final Shop shop;

    @LocalServerPort
    private int port;

    GreedyClientTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aFloodOfOneClientLeavesTheOthersServed() {
        var ada = shop.customer();
        var product = shop.product("9.99");
        var flood = floodOf(shop.customer());
        var replies = new ArrayList<TimedReply>();
        while (!flood.isDone()) {
            replies.add(TimedReply.of(() -> ada.get("/users/me")));
            replies.add(TimedReply.of(() -> shop.anybody().get("/products/" + product)));
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

    @Test
    void aBurstOfManyClientsIsServed() {
        var product = shop.product("9.99");
        var people = Parallel.each(20, n -> shop.customer());

        var replies = Parallel.each(150, n -> people.get(n % people.size()).get("/products/" + product));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    }

    private CompletableFuture<Outcome> floodOf(Person person) {
        var request = "GET /products?limit=20&sort=price HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(person.token())
                .getBytes(StandardCharsets.ISO_8859_1);
        var thread = Executors.newSingleThreadExecutor();
        var flood = CompletableFuture.supplyAsync(
                () -> Offer.closed("http://127.0.0.1:" + port, n -> request, CONNECTIONS, Duration.ofSeconds(3)),
                thread);
        thread.shutdown();
        return flood;
    }
}
