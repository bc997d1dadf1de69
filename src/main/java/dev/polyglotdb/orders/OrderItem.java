package dev.polyglotdb.orders;

import dev.polyglotdb.platform.money.Money;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * A line of an order, with the product's name and price at the time the order was placed.
 *
 * @param unitPrice the price of one unit, in the order's currency
 */
@Embeddable
record OrderItem(String productId, String name, int quantity, BigDecimal unitPrice) {

    Money lineTotal(String currency) {
        return new Money(unitPrice, currency).times(quantity);
    }
}
