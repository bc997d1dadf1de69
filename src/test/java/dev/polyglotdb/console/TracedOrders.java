package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Orders of one buyer, and their traces. */
record TracedOrders(Person buyer) {

    private static final Duration SOON = Duration.ofSeconds(20);

    /**
     * Places an order.
     *
     * @return its path
     */
    String place(String order, @Nullable String key) {
        var client = key == null ? buyer.client() : buyer.client().with("Idempotency-Key", key);
        var reply = client.post("/orders", order);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.header("Location").orElseThrow();
    }

    /** Returns the trace once nothing waits any more and the steps of the request were noted. */
    Reply completed(String order) {
        return await().atMost(SOON)
                .until(
                        () -> buyer.get(order + "/trace"),
                        reply -> reply.at("/complete").asBoolean()
                                && reply.texts("/steps", "/name").contains("transaction"));
    }
}
