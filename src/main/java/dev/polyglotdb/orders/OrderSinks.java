package dev.polyglotdb.orders;

import java.util.List;

/** The names of what follows the orders; they stand in outbox rows. */
final class OrderSinks {

    static final String ACTIVITY = "activity";
    static final String RECOMMENDATIONS = "recommendations";
    static final String PAYMENTS = "payments";

    private OrderSinks() {}

    static List<String> of(PaymentMethod method) {
        return method == PaymentMethod.CARD
                ? List.of(ACTIVITY, RECOMMENDATIONS, PAYMENTS)
                : List.of(ACTIVITY, RECOMMENDATIONS);
    }
}
