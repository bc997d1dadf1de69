package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;

/**
 * Orders and cancellations that a test only needs to be there. On a busy machine a store may be late for the first
 * request, so it is repeated.
 */
public final class PatientOrders {

    private PatientOrders() {}

    /** Orders one product by invoice, once however often the request has to be sent. */
    public static Reply place(Person customer, String product) {
        var key = Shop.unique("order");
        var placed = Shop.patiently(() -> customer.ordersOnce(key, Person.order(product, 1)));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed;
    }

    public static void cancel(Person customer, long order) {
        var cancelled = Shop.patiently(() -> customer.post("/orders/" + order + "/cancel"));
        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
    }
}
