package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.http.HttpStatus;

/** The order is not in a state from which the change is allowed. */
class OrderStateException extends ProblemException {

    private static final ProblemType ORDER_STATE =
            new ProblemType("order-state", "The order's state does not allow it", HttpStatus.CONFLICT);

    OrderStateException(OrderStatus present, OrderStatus wanted) {
        super(ORDER_STATE, "The order is " + present + " and can't become " + wanted + ".");
    }
}
