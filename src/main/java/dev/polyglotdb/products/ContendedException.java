package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.http.HttpStatus;

/** Thrown if others changed a product each time before this request could (409). Nothing was written. */
final class ContendedException extends ProblemException {

    private static final ProblemType CONTENDED =
            new ProblemType("product-contended", "Too many change the product at once", HttpStatus.CONFLICT);

    ContendedException(String id) {
        super(CONTENDED, "Others changed the product " + id + " each time before this request could. Try again.");
    }
}
