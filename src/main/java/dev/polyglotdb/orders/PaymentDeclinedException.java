package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Thrown if the gateway declined the card. The order is stored as {@link OrderStatus#PAYMENT_FAILED}. */
class PaymentDeclinedException extends ProblemException {

    private static final ProblemType PAYMENT_DECLINED =
            new ProblemType("payment-declined", "The payment was declined", HttpStatus.PAYMENT_REQUIRED);

    PaymentDeclinedException(long orderId) {
        super(PAYMENT_DECLINED, "The card was declined. Nothing was charged.", Map.of("orderId", orderId));
    }
}
