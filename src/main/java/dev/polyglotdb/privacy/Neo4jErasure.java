package dev.polyglotdb.privacy;

import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.recommend.PurchasesOfUser;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Erases the node, after the purchases: these go with the orders, of which each then refuses any state from before. */
@Component
class Neo4jErasure extends ErasureSink {

    private final OrdersOfUser ordersOfUser;
    private final PurchasesOfUser purchasesOfUser;

    Neo4jErasure(
            Erasures erasures,
            ObjectProvider<OutboxService> outboxes,
            OrdersOfUser ordersOfUser,
            PurchasesOfUser purchasesOfUser) {
        super(Store.NEO4J, erasures, outboxes);
        this.ordersOfUser = ordersOfUser;
        this.purchasesOfUser = purchasesOfUser;
    }

    @Override
    boolean step(Erasure erasure) {
        return !ordersOfUser.remembering(erasure.userId()).contains(store().id())
                && purchasesOfUser.erase(erasure.userId());
    }
}
