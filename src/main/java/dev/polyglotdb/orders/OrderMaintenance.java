package dev.polyglotdb.orders;

import dev.polyglotdb.web.StoreUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What has to be done about orders while nobody asks for it. */
@Component
class OrderMaintenance {

    private static final Logger log = LoggerFactory.getLogger(OrderMaintenance.class);

    /** Longer than any request can take; if one takes longer still, it finds its payment abandoned and makes no order. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    private static final int BATCH = 1000;

    private final PaymentAttempts attempts;
    private final PaymentGateway gateway;
    private final IdempotencyKeys keys;

    OrderMaintenance(PaymentAttempts attempts, PaymentGateway gateway, IdempotencyKeys keys) {
        this.attempts = attempts;
        this.gateway = gateway;
        this.keys = keys;
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void run() {
        try {
            releaseAbandonedPayments(ABANDONED_AFTER);
            while (keys.purge(BATCH) == BATCH) {
                log.debug("Purged {} idempotency keys", BATCH);
            }
        } catch (StoreUnavailableException | PaymentUnavailableException absent) {
            log.info("The maintenance of orders waits: {}", absent.getMessage());
        }
    }

    /**
     * Releases what a crash, or a gateway that did not answer, may have left reserved without an order.
     *
     * @param age how old an attempt must be
     */
    void releaseAbandonedPayments(Duration age) {
        for (var reference : attempts.abandon(age, BATCH)) {
            gateway.release(reference);
            attempts.forget(reference);
            log.info("Payment {} led to no order and was released", reference);
        }
    }
}
