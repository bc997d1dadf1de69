package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Thrown while another request with the same idempotency key is running. */
class RequestInProgressException extends ProblemException {

    private static final ProblemType REQUEST_IN_PROGRESS =
            new ProblemType("request-in-progress", "The first request still runs", HttpStatus.CONFLICT);

    RequestInProgressException() {
        super(REQUEST_IN_PROGRESS, "A request with this Idempotency-Key still runs. Try again to get its answer.");
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
