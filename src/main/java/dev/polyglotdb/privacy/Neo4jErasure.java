package dev.polyglotdb.privacy;

import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.recommend.PurchasesOfUser;
import org.springframework.stereotype.Component;

/**
 * Erases the user's node, once the purchases are gone. These go with the orders, which then refuse any earlier state.
 */
@Component
class Neo4jErasure extends ErasureSink {

    private final OrdersOfUser ordersOfUser;
    private final PurchasesOfUser purchasesOfUser;

    Neo4jErasure(Erasures erasures, OrdersOfUser ordersOfUser, PurchasesOfUser purchasesOfUser) {
        super(Store.NEO4J, erasures);
        this.ordersOfUser = ordersOfUser;
        this.purchasesOfUser = purchasesOfUser;
    }

    @Override
    boolean mayBegin(Erasure erasure) {
        return !ordersOfUser.remembering(erasure.userId()).contains(store().id());
    }

    @Override
    boolean step(Erasure erasure) {
        return purchasesOfUser.erase(erasure.userId());
    }
}
