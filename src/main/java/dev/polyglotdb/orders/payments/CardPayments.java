package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.admission.Bulkhead;
import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Card payments. Each payment is identified by the reference of its attempt, which is stored before the gateway is
 * called. Until the transaction of an order takes over the reference, the gateway may hold money that belongs to no
 * order. A sweep releases that money.
 */
@Service
public class CardPayments {

    /**
     * An attempt to pay by card, to which the gateway has answered.
     *
     * @param reference the reference of the attempt; unless an order {@linkplain #takeOver takes it over}, the sweep
     *     releases the money
     * @param isApproved whether the gateway has reserved the amount
     */
    public record Attempt(UUID reference, boolean isApproved) {}

    /**
     * Payments that are left to be captured or refunded.
     *
     * @param hasFailed whether the gateway failed, and not only the time was up
     */
    public record Unsettled(Set<UUID> references, boolean hasFailed) {}

    private static final Logger log = LoggerFactory.getLogger(CardPayments.class);
    private static final int BATCH = 1000;
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /**
     * The time in which calls of a settlement may begin. With the last call, it is far less than the lease of an
     * outbox entry.
     */
    private static final Duration SETTLEMENT = Duration.ofSeconds(20);

    private final PaymentAttempts paymentAttempts;
    private final PaymentGateway gateway;
    private final Bulkhead bulkhead;
    private final LongSupplier nanoTime;

    @Autowired
    CardPayments(PaymentAttempts paymentAttempts, PaymentGateway gateway, Bulkheads bulkheads) {
        this(paymentAttempts, gateway, bulkheads, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    CardPayments(PaymentAttempts paymentAttempts, PaymentGateway gateway, Bulkheads bulkheads, LongSupplier nanoTime) {
        this.paymentAttempts = paymentAttempts;
        this.gateway = gateway;
        this.bulkhead = bulkheads.forGateway();
        this.nanoTime = nanoTime;
    }

    /**
     * Has the gateway reserve an amount. Must be called outside a transaction.
     *
     * @param token the gateway's token for the card
     * @throws PaymentUnavailableException if the gateway did not answer; the sweep then releases any reserved money
     * @throws ProblemException (503) if too many requests wait for the gateway; nothing is reserved
     */
    public Attempt authorize(Money amount, String token) {
        return bulkhead.aside(
                () -> {
                    var reference = paymentAttempts.begin();
                    return switch (authorize(reference, amount, token)) {
                        case APPROVED -> new Attempt(reference, true);
                        case DECLINED -> new Attempt(reference, false);
                    };
                },
                CardPayments::overloaded);
    }

    /** The gateway is somebody else's, so whatever it throws is an outage of it. The sweep releases the money. */
    private PaymentGateway.Authorization authorize(UUID reference, Money amount, String token) {
        try {
            return gateway.authorize(reference, amount, token);
        } catch (PaymentUnavailableException | StoreException known) {
            throw known;
        } catch (RuntimeException failure) {
            log.warn("The payment gateway failed for payment {}", reference, failure);
            throw new PaymentUnavailableException();
        }
    }

    private static ProblemException overloaded() {
        return ProblemException.overloaded("Too many wait for the payment provider just now.");
    }

    /**
     * Assigns an attempt to an order, as part of the current transaction.
     *
     * @throws PaymentUnavailableException if the sweep has already released the money; the order must then not be
     *     stored
     */
    public void takeOver(UUID reference) {
        if (!paymentAttempts.end(reference)) {
            throw new PaymentUnavailableException();
        }
    }

    /**
     * Releases the money of an attempt that will not lead to an order. If the release fails, or too many requests wait
     * for the gateway, the sweep does it later.
     */
    public void release(UUID reference) {
        try {
            bulkhead.aside(() -> gateway.release(reference), CardPayments::overloaded);
            paymentAttempts.forget(reference);
        } catch (RuntimeException later) {
            log.warn("Could not release payment {}; the sweep will release it", reference, later);
        }
    }

    /**
     * Captures the reserved amounts of some payments, and returns the money of others, whether it is reserved or
     * captured. Gives the thread back after a while.
     *
     * @return those for which it is still to be done
     */
    public Unsettled settle(Set<UUID> captured, Set<UUID> refunded) {
        var calls = new GatewayCalls(nanoTime, SETTLEMENT);
        var single = new HashSet<>(refunded);
        if (captured.size() < 2 || !calls.succeeds(() -> gateway.capture(captured))) {
            single.addAll(captured);
        }
        var left = calls.forEach(single, reference -> {
            if (captured.contains(reference)) {
                gateway.capture(Set.of(reference));
            } else {
                gateway.release(reference);
            }
        });
        if (calls.lastFailure() != null && left.isEmpty()) {
            log.info("The gateway failed for a batch; each payment was settled alone", calls.lastFailure());
        } else if (calls.lastFailure() != null) {
            log.warn("Not all payments could be settled; they will be tried again", calls.lastFailure());
        }
        return new Unsettled(left, calls.lastFailure() != null);
    }

    /**
     * Releases money that may be reserved without an order, because of a crash or an unanswered call to the gateway.
     * Gives the thread back after a while, whatever is left: others of the application's schedule wait for it. A
     * payment that the gateway does not release stays for the next call and holds up no other.
     *
     * @param age the minimum age of an attempt
     */
    void releaseAbandoned(Duration age) {
        var calls = new GatewayCalls(nanoTime, SWEEP);
        calls.forEach(paymentAttempts.abandon(age, BATCH), this::releaseAbandoned);
        if (calls.lastFailure() != null) {
            log.warn("Not all abandoned payments could be released; they will be tried again", calls.lastFailure());
        }
    }

    private void releaseAbandoned(UUID reference) {
        gateway.release(reference);
        paymentAttempts.forget(reference);
        log.info("Released payment {}, which belongs to no order", reference);
    }
}
