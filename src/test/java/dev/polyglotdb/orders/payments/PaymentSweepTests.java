package dev.polyglotdb.orders.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The sweep of abandoned payments shares its thread, and some payments may not be released. Has its own attempts. */
@ShopTest
class PaymentSweepTests {

    private static final Duration OLD = Duration.ofHours(1);

    private final String schema = "sweep_" + UUID.randomUUID().toString().replace("-", "");
    private final JdbcClient shop;
    private final JdbcClient jdbc;
    private final PaymentAttempts paymentAttempts;
    private final StubbornGateway gateway = new StubbornGateway();
    private final CardPayments payments;

    PaymentSweepTests(JdbcClient shop, JdbcConnectionDetails details) {
        this.shop = shop;
        var url = details.getJdbcUrl();
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                Objects.requireNonNull(details.getUsername()),
                Objects.requireNonNull(details.getPassword())));
        paymentAttempts = new PaymentAttempts(jdbc);
        payments = gateway.payments(paymentAttempts);
    }

    @BeforeEach
    void begin() {
        shop.sql("create schema " + schema).update();
        shop.sql("create table %s.payment_attempts (like payment_attempts including all)".formatted(schema))
                .update();
    }

    @AfterEach
    void leaveNothing() {
        shop.sql("drop schema %s cascade".formatted(schema)).update();
    }

    @Test
    void whateverTheGatewayThrowsIsAnOutageOfItAndTheMoneyIsReleased() {
        gateway.refusal = new IllegalStateException("Read timed out");

        assertThatExceptionOfType(PaymentUnavailableException.class)
                .isThrownBy(() -> payments.authorize(new Money(new BigDecimal("1.00"), "USD"), "tok_visa"));

        payments.releaseAbandoned(Duration.ZERO);
        assertThat(gateway.released).hasSize(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void aPaymentThatTheGatewayDoesNotReleaseHoldsUpNoOther() {
        var stubborn = abandoned(3);
        var others = abandoned(5);
        gateway.refused.addAll(stubborn);

        payments.releaseAbandoned(OLD);

        assertThat(gateway.released).containsExactlyInAnyOrderElementsOf(others);
        assertThat(left()).containsExactlyInAnyOrderElementsOf(stubborn);

        gateway.refused.clear();
        payments.releaseAbandoned(OLD);

        assertThat(left()).isEmpty();
    }

    @Test
    void aSlowGatewayKeepsTheThreadForSomeSecondsOnly() {
        var references = abandoned(10);
        gateway.takes = Duration.ofSeconds(4);

        payments.releaseAbandoned(OLD);

        assertThat(gateway.released).as("in ten seconds").hasSize(3);
        assertThat(left()).hasSize(7);

        Stream.of(1, 2, 3).forEach(again -> payments.releaseAbandoned(OLD));

        assertThat(gateway.released).containsExactlyInAnyOrderElementsOf(references);
        assertThat(left()).isEmpty();
    }

    @Test
    void somePaymentsThatTimeOutEachTimeLeaveTimeForTheOthers() {
        gateway.refused.addAll(abandoned(3));
        var others = abandoned(3);
        gateway.takes = Duration.ofSeconds(5);

        for (var sweep = 0; sweep < 200 && gateway.released.size() < 3; sweep++) {
            payments.releaseAbandoned(OLD);
        }

        assertThat(gateway.released).containsExactlyInAnyOrderElementsOf(others);
    }

    private List<UUID> abandoned(int number) {
        var references = Stream.generate(paymentAttempts::begin).limit(number).toList();
        jdbc.sql("update payment_attempts set created_at = now() - interval '2 hours'")
                .update();
        return references;
    }

    private List<UUID> left() {
        return jdbc.sql("select reference from payment_attempts")
                .query(UUID.class)
                .list();
    }
}
