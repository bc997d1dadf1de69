package dev.polyglotdb.orders;

import dev.polyglotdb.platform.money.Money;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * A line of an order, with name and price as they were when it was placed.
 *
 * @param unitPrice in the order's currency
 */
@Embeddable
record OrderItem(String productId, String name, int quantity, BigDecimal unitPrice) {

    Money lineTotal(String currency) {
        return new Money(unitPrice, currency).times(quantity);
    }
}
