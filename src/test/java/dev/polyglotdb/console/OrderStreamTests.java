package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** The steps of an order as they happen. */
@ShopTest
class OrderStreamTests {

    private final Person ada;
    private final TracedOrders tracedOrders;
    private final String product;

    OrderStreamTests(Shop shop) {
        this.ada = shop.customer();
        this.tracedOrders = new TracedOrders(ada);
        this.product = shop.productInStock(100);
    }

    /** A busy machine may note the steps of a request after the stream has ended. Then another order is tried. */
    private static void eventually(ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(1)).untilAsserted(assertion);
    }

    @Test
    void theStreamTellsWhatTheTraceTellsAndEndsWhenAllIsApplied() {
        eventually(this::assertThatAStreamTellsWhatTheTraceTells);
    }

    private void assertThatAStreamTellsWhatTheTraceTells() {
        var order = tracedOrders.place(Person.order(product, 1), null);

        var stream = EventStream.of(ada.client(), order);

        assertThat(stream.reply().header("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(stream.reply().header("Cache-Control")).hasValue("no-store");
        assertThat(stream.reply().header("X-Accel-Buffering")).hasValue("no");
        assertThat(stream.end()).isEqualTo("end applied");
        assertThat(stream.steps().map(step -> step.at("/id").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        tracedOrders.completed(order).texts("/steps", "/id"));
        assertThat(stream.names()).contains("catalog", "transaction", "activity", "recommendations");
    }

    @Test
    void whoGoesOnAfterTheLastEventGetsWhatCameSinceAndNothingTwice() {
        eventually(this::assertThatAStreamGoesOnAfterTheLastEvent);
    }

    private void assertThatAStreamGoesOnAfterTheLastEvent() {
        var order = tracedOrders.place(Person.order(product, 1), null);
        var first = EventStream.of(ada.client(), order);
        ada.post(order + "/cancel");

        var second = EventStream.of(ada.client().with("Last-Event-ID", first.lastId()), order);

        assertThat(second.steps().map(step -> step.at("/operation").asString()))
                .hasSize(3)
                .containsOnly("cancel");
        assertThat(EventStream.of(ada.client().with("Last-Event-ID", second.lastId()), order)
                        .names())
                .isEmpty();
    }

    @Test
    void aHeadOfAStreamOpensNone() {
        var order = tracedOrders.place(Person.order(product, 1), null);

        var head = ada.client().send("HEAD", order + "/events", BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.http().body()).isEmpty();
        assertThat(ada.client()
                        .with("Accept", "application/json")
                        .get(order + "/events")
                        .problem())
                .isEqualTo("not-acceptable");
    }
}
