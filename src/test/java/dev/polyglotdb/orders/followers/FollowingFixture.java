package dev.polyglotdb.orders.followers;

import dev.polyglotdb.testing.Shop;
import org.junit.jupiter.api.BeforeEach;

/** The following stores, without entries that other tests have left in them. */
abstract class FollowingFixture {

    final Shop shop;
    final FollowingStores following;

    FollowingFixture(Shop shop) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        following.leaveOnlyOrders();
    }
}
