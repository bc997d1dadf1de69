package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.http.HttpStatus;

/** Thrown if the current status of an order does not permit the change. */
class OrderStateException extends ProblemException {

    private static final ProblemType ORDER_STATE =
            new ProblemType("order-state", "The order's state does not allow it", HttpStatus.CONFLICT);

    OrderStateException(OrderStatus present, OrderStatus wanted) {
        super(ORDER_STATE, "The order is " + present + " and can't become " + wanted + ".");
    }
}
