package dev.polyglotdb.privacy;

import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.stores.Store;
import org.springframework.stereotype.Component;

/** Erases the answers that are kept for repeated requests. The account itself has gone before. */
@Component
class PostgresErasure extends ErasureSink {

    private static final int ANSWERS = 500;

    private final OrdersOfUser ordersOfUser;

    PostgresErasure(Erasures erasures, OrdersOfUser ordersOfUser) {
        super(Store.POSTGRES, erasures);
        this.ordersOfUser = ordersOfUser;
    }

    @Override
    boolean step(Erasure erasure) {
        // It may have forgotten fewer because others forget the same at the same time.
        return ordersOfUser.forgetAnswers(erasure.userId(), ANSWERS) == 0;
    }
}
