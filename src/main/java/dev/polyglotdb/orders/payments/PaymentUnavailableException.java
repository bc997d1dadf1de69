package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Thrown if the payment gateway did not answer. */
final class PaymentUnavailableException extends ProblemException {

    private static final ProblemType PAYMENT_UNAVAILABLE = new ProblemType(
            "payment-unavailable", "The payment provider is unavailable", HttpStatus.SERVICE_UNAVAILABLE);

    PaymentUnavailableException() {
        super(PAYMENT_UNAVAILABLE, "Nothing was ordered and nothing will be charged. Try again later.");
        getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    }
}
