package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.money.Money;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Payments by card. Each is known by the reference of its attempt, which is written down before the gateway is asked: until an
 * order takes the reference over, in its own transaction, the money may be reserved for nothing, and a sweep releases it.
 */
@Service
public class CardPayments {

    /**
     * What the gateway said to a charge.
     *
     * @param reference of the attempt; an order must {@linkplain #takeOver take it over}, or it is released
     */
    public record Attempt(UUID reference, boolean isApproved) {}

    private static final Logger log = LoggerFactory.getLogger(CardPayments.class);
    private static final int BATCH = 1000;

    private final PaymentAttempts paymentAttempts;
    private final PaymentGateway gateway;

    CardPayments(PaymentAttempts paymentAttempts, PaymentGateway gateway) {
        this.paymentAttempts = paymentAttempts;
        this.gateway = gateway;
    }

    /**
     * Reserves an amount. No transaction may be open.
     *
     * @param token what the gateway knows the card by
     * @throws PaymentUnavailableException if the gateway gave no answer; the sweep then releases what may be reserved
     */
    public Attempt authorize(Money amount, String token) {
        var reference = paymentAttempts.begin();
        return switch (gateway.authorize(reference, amount, token)) {
            case APPROVED -> new Attempt(reference, true);
            case DECLINED -> new Attempt(reference, false);
        };
    }

    /**
     * Makes an attempt an order's own, as part of the transaction that is open.
     *
     * @throws PaymentUnavailableException if the sweep was quicker and released the money; then no order may be made of it
     */
    public void takeOver(UUID reference) {
        if (!paymentAttempts.end(reference)) {
            throw new PaymentUnavailableException();
        }
    }

    /** Gives back what is reserved for an attempt that surely leads to no order; where that fails, the sweep does it later. */
    public void abandon(UUID reference) {
        try {
            gateway.release(reference);
            paymentAttempts.forget(reference);
        } catch (RuntimeException later) {
            log.warn("Payment {} is left to the sweep", reference, later);
        }
    }

    /** Takes the reserved amounts of these orders. */
    public void capture(Collection<UUID> references) {
        gateway.capture(references);
    }

    /** Gives an order's money back, be it reserved or taken. */
    public void refund(UUID reference) {
        gateway.release(reference);
    }

    /**
     * Releases what a crash, or a gateway that did not answer, may have left reserved without an order.
     *
     * @param age how old an attempt must be
     */
    void releaseAbandoned(Duration age) {
        for (var reference : paymentAttempts.abandon(age, BATCH)) {
            gateway.release(reference);
            paymentAttempts.forget(reference);
            log.info("Payment {} led to no order and was released", reference);
        }
    }
}
