package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.orders.OrderView;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.orders.PaymentStatus;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.KnownPurchases;
import dev.polyglotdb.recommend.PurchaseEdge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A range of orders and what the graph holds of it differ in exactly the rows that differ. */
@Tag("fast")
class GraphRangeTests {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final long ADA = 3;
    private static final long BRUNO = 4;

    private final OrderState adas = order(10, ADA, OrderStatus.PAID, "lamp", "desk");
    private final OrderState brunos = order(11, BRUNO, OrderStatus.PAID, "chair");
    private final List<KnownOrder> bothOrders = List.of(new KnownOrder(10, 0), new KnownOrder(11, 0));

    @Test
    void whatIsAsItShouldBeDiffersNowhere() {
        var found = differences(bothOrders, edge(11, BRUNO, "chair"), edge(10, ADA, "desk"), edge(10, ADA, "lamp"));

        assertThat(found.missingEdges()).isEmpty();
        assertThat(found.strayEdges()).isEmpty();
        assertThat(found.missingOrders()).isEmpty();
        assertThat(found.strayOrders()).isEmpty();
    }

    @Test
    void anEdgeOfAnotherUserIsOneTooManyAndLacksWhereItBelongs() {
        var found = differences(bothOrders, edge(11, BRUNO, "chair"), edge(10, ADA, "desk"), edge(10, BRUNO, "lamp"));

        assertThat(found.missingEdges()).containsExactly(edge(10, ADA, "lamp"));
        assertThat(found.strayEdges()).containsExactly(edge(10, BRUNO, "lamp"));
    }

    @Test
    void ordersThatSwappedTheirProductsDiffer() {
        var found = differences(bothOrders, edge(11, BRUNO, "lamp"), edge(10, ADA, "desk"), edge(10, ADA, "chair"));

        assertThat(found.missingEdges()).containsExactlyInAnyOrder(edge(10, ADA, "lamp"), edge(11, BRUNO, "chair"));
        assertThat(found.strayEdges()).containsExactlyInAnyOrder(edge(11, BRUNO, "lamp"), edge(10, ADA, "chair"));
    }

    @Test
    void aDoubledEdgeIsOneTooMany() {
        var found = differences(
                bothOrders,
                edge(11, BRUNO, "chair"),
                edge(11, BRUNO, "chair"),
                edge(10, ADA, "desk"),
                edge(10, ADA, "lamp"));

        assertThat(found.missingEdges()).isEmpty();
        assertThat(found.strayEdges()).containsExactly(edge(11, BRUNO, "chair"));
    }

    @Test
    void anEdgeOfAnotherTimeDiffers() {
        var late = new PurchaseEdge(11, BRUNO, "chair", AT.plusMillis(1));

        var found = differences(bothOrders, late, edge(10, ADA, "desk"), edge(10, ADA, "lamp"));

        assertThat(found.missingEdges()).containsExactly(edge(11, BRUNO, "chair"));
        assertThat(found.strayEdges()).containsExactly(late);
    }

    @Test
    void ordersThatLackOrAreNewerThanTheyCanBeAreTold() {
        var found = differences(
                List.of(new KnownOrder(10, 1), new KnownOrder(12, 0)),
                edge(11, BRUNO, "chair"),
                edge(10, ADA, "desk"),
                edge(10, ADA, "lamp"));

        assertThat(found.missingOrders()).containsExactly(11L);
        assertThat(found.strayOrders()).containsExactly(new KnownOrder(10, 1), new KnownOrder(12, 0));
    }

    @Test
    void aCancelledOrderIsKnownButHasNoEdges() {
        var cancelled = order(12, ADA, OrderStatus.CANCELLED, "lamp");
        var declined = order(13, ADA, OrderStatus.PAYMENT_FAILED, "lamp");
        var range = new GraphRange(
                List.of(cancelled, declined),
                new KnownPurchases(List.of(), List.of(edge(12, ADA, "lamp")), List.of(), 13));

        assertThat(range.expected()).isZero();
        assertThat(range.differences().missingOrders()).containsExactly(12L);
        assertThat(range.differences().strayEdges()).containsExactly(edge(12, ADA, "lamp"));
    }

    private GraphRange.Differences differences(List<KnownOrder> orders, PurchaseEdge... edges) {
        var range = new GraphRange(List.of(adas, brunos), new KnownPurchases(orders, List.of(edges), List.of(), 13));
        assertThat(range.expected()).isEqualTo(3);
        return range.differences();
    }

    private static PurchaseEdge edge(long orderId, long userId, String product) {
        return new PurchaseEdge(orderId, userId, product, AT);
    }

    private static OrderState order(long id, long userId, OrderStatus status, String... products) {
        var price = new Money(new BigDecimal("19.99"), "EUR");
        var lines = Stream.of(products)
                .map(product -> new OrderView.Line(product, product, 1, price, price))
                .toList();
        var payment = new OrderView.PaymentView(8, PaymentStatus.INVOICED, PaymentMethod.INVOICE);
        return new OrderState(new OrderView(id, userId, status, lines, price, payment, AT, null), 0, null, null, false);
    }
}
