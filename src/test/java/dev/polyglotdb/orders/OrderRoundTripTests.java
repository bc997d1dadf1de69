package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.PostgresCalls;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often an order makes PostgreSQL work and wait for the disk. */
@ShopTest
class OrderRoundTripTests {

    /** The order, its payment, its items, its outbox entries and its stock. */
    private static final PostgresCalls.Count OF_AN_ORDER = new PostgresCalls.Count(5, 1);

    private static final int SOME = 6;

    private final OrderService orders;
    private final long customer;
    private final List<NewOrder.Item> items;

    OrderRoundTripTests(OrderService orders, Shop shop) {
        this.orders = orders;
        this.customer = shop.customer().id();
        this.items = Stream.of("1.00", "2.00", "3.00")
                .map(price -> new NewOrder.Item(shop.product(price), 1))
                .toList();
    }

    @Test
    void anOrderTakesFiveStatementsAndOneCommitHoweverManyItemsItHas() {
        assertThat(least(() -> place(items))).isEqualTo(OF_AN_ORDER);
        assertThat(least(() -> place(items.subList(0, 1)))).isEqualTo(OF_AN_ORDER);
    }

    /** Leaves out what every fiftieth order asks: a block of ids, for orders or for payments. */
    private static PostgresCalls.Count least(Runnable order) {
        return Stream.generate(() -> PostgresCalls.during(order))
                .limit(SOME)
                .min(Comparator.comparing(PostgresCalls.Count::statements))
                .orElseThrow();
    }

    private void place(List<NewOrder.Item> ordered) {
        orders.place(customer, new NewOrder(ordered, null), null);
    }
}
