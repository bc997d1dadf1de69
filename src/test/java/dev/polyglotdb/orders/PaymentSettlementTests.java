package dev.polyglotdb.orders;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.payments.CardPayments;
import dev.polyglotdb.orders.payments.StubbornGateway;
import dev.polyglotdb.platform.outbox.SinkTrial;
import dev.polyglotdb.platform.outbox.UnfinishedException;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments are captured and refunded in the end, however slow or absent their gateway is meanwhile. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
class PaymentSettlementTests {

    private final Shop shop;
    private final OrderScan orderScan;
    private final SinkTrial outbox;
    private final StubbornGateway gateway = new StubbornGateway();
    private final PaymentSettlement settlement;
    private final Person ada;
    private final String product;

    PaymentSettlementTests(Shop shop, OrderScan orderScan, ApplicationContext context, JdbcClient jdbc) {
        this.shop = shop;
        this.orderScan = orderScan;
        this.outbox = SinkTrial.of(context);
        this.settlement = new PaymentSettlement(orderScan, gateway.payments(jdbc));
        this.ada = shop.customer();
        this.product = shop.product("1.00");
    }

    @AfterEach
    void leaveNothing() {
        outbox.leaveNothing();
    }

    @Test
    void aGatewayThatIsAwayIsNoReasonToGiveUp() {
        var captured = placed(2);
        var refunded = cancelled(2);
        gateway.outage.set(20 * SinkTrial.MAX_ATTEMPTS);
        outbox.add(captured);
        outbox.add(refunded);

        outbox.during(settlement::apply, () -> await().atMost(120, SECONDS).until(() -> outbox.left() == 0));

        assertThat(gateway.captured).isEqualTo(references(captured));
        assertThat(gateway.released).isEqualTo(references(refunded));
    }

    @Test
    void paymentsForWhichTheGatewayFailsHoldUpNoOthersAndWait() {
        var captured = placed(3);
        var refunded = cancelled(3);
        var refused = references(List.of(captured.get(0), refunded.get(0)));
        gateway.refused.addAll(refused);
        outbox.add(captured);
        outbox.add(refunded);

        outbox.during(
                settlement::apply,
                () -> await().atMost(120, SECONDS).until(() -> gateway.failures.get() > 20 * SinkTrial.MAX_ATTEMPTS));

        assertThat(outbox.left()).isEqualTo(2);
        assertThat(outbox.failed()).isZero();
        assertThat(outbox.lastErrors()).containsOnly("The payment gateway failed; the log has it.");
        assertThat(settled()).isEqualTo(without(refused, captured, refunded));
    }

    @Test
    void aBatchWhosePaymentsSucceedOneByOneIsNothingToWarnOf() {
        var captured = placed(2);
        gateway.outage.set(1);

        try (var lines = LogLines.ofThisThread(CardPayments.class)) {
            settlement.apply(new HashSet<>(captured));

            assertThat(lines.all()).singleElement().asString().contains("each payment was settled alone");
        }
        assertThat(gateway.captured).isEqualTo(references(captured));
    }

    /** Otherwise others take over what it has claimed and do the same, and nobody ever completes a batch. */
    @Test
    void aSlowGatewayKeepsABatchForLessThanItsLease() {
        var orders = cancelled(15);
        gateway.takes = Duration.ofSeconds(5);

        var begun = gateway.nanoTime();
        assertThatExceptionOfType(UnfinishedException.class)
                .isThrownBy(() -> settlement.apply(new HashSet<>(orders)))
                .withMessage(UnfinishedException.MORE);

        assertThat(Duration.ofNanos(gateway.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        outbox.add(orders);
        outbox.during(settlement::apply, () -> await().atMost(120, SECONDS).until(() -> outbox.left() == 0));
        assertThat(gateway.released).isEqualTo(references(orders));
    }

    @Test
    void paymentsThatTimeOutEachTimeLeaveTimeForTheOthers() {
        var captured = placed(3);
        var refunded = cancelled(5);
        var refused = references(
                Stream.concat(captured.stream(), refunded.stream().limit(3)).toList());
        gateway.refused.addAll(refused);
        gateway.takes = Duration.ofSeconds(5);
        outbox.add(captured);
        outbox.add(refunded);

        outbox.during(settlement::apply, () -> await().atMost(120, SECONDS).until(() -> outbox.left() == 6));

        assertThat(settled()).isEqualTo(without(refused, captured, refunded));
    }

    private Set<UUID> settled() {
        var all = new HashSet<>(gateway.captured);
        all.addAll(gateway.released);
        return all;
    }

    private Set<UUID> without(Set<UUID> refused, List<Long> captured, List<Long> refunded) {
        var all = references(captured);
        all.addAll(references(refunded));
        all.removeAll(refused);
        return all;
    }

    private List<Long> placed(int number) {
        return Stream.generate(() -> ada.post("/orders", Person.cardOrder(product, 1, "tok_visa")))
                .limit(number)
                .map(order -> order.number("/id"))
                .toList();
    }

    private List<Long> cancelled(int number) {
        var ids = placed(number);
        ids.forEach(id -> ada.post("/orders/" + id + "/cancel"));
        return ids;
    }

    private Set<UUID> references(List<Long> orderIds) {
        return orderScan.find(orderIds).stream()
                .map(OrderState::reference)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
