package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Releases the money of card payments that belong to no order. */
@Component
class PaymentSweep {

    private static final Logger log = LoggerFactory.getLogger(PaymentSweep.class);

    /**
     * The age from which an attempt counts as abandoned. This is longer than a request normally takes. A request that
     * takes longer finds that its attempt is abandoned, and stores no order.
     */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    private final CardPayments payments;

    PaymentSweep(CardPayments payments) {
        this.payments = payments;
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void run() {
        try {
            payments.releaseAbandoned(ABANDONED_AFTER);
        } catch (StoreException absent) {
            log.info("Postponed the payment sweep: {}", absent.getMessage());
        }
    }
}
