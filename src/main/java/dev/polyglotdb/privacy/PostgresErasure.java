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

    private final OrdersOfUser orders;

    PostgresErasure(Erasures erasures, ObjectProvider<OutboxService> outboxes, OrdersOfUser orders) {
        super(Store.POSTGRES, erasures, outboxes);
        this.orders = orders;
    }

    @Override
    boolean step(Erasure erasure) {
        return orders.forgetAnswers(erasure.userId(), ANSWERS) < ANSWERS;
    }
}
