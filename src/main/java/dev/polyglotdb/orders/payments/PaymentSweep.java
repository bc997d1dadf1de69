package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Settles the attempts to charge a card that no order followed. */
@Component
class PaymentSweep {

    private static final Logger log = LoggerFactory.getLogger(PaymentSweep.class);

    /** Longer than any request can take; if one takes longer still, it finds its payment abandoned and makes no order. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    private final CardPayments payments;

    PaymentSweep(CardPayments payments) {
        this.payments = payments;
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void run() {
        try {
            payments.releaseAbandoned(ABANDONED_AFTER);
        } catch (StoreUnavailableException | PaymentUnavailableException absent) {
            log.info("The sweep of payments waits: {}", absent.getMessage());
        }
    }
}
