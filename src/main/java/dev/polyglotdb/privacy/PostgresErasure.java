package dev.polyglotdb.privacy;

import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Erases the answers that are kept for repeated requests. The account itself has gone before. */
@Component
class PostgresErasure extends ErasureSink {

    private static final int ANSWERS = 500;

    private final OrdersOfUser ordersOfUser;

    PostgresErasure(Erasures erasures, ObjectProvider<OutboxService> outboxes, OrdersOfUser ordersOfUser) {
        super(Store.POSTGRES, erasures, outboxes);
        this.ordersOfUser = ordersOfUser;
    }

    @Override
    boolean step(Erasure erasure) {
        return ordersOfUser.forgetAnswers(erasure.userId(), ANSWERS) < ANSWERS;
    }
}
