package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Purge;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what requests did for orders long ago. */
@Component
class OperationPurge {

    private final OperationRecords operationRecords;

    OperationPurge(OperationRecords operationRecords) {
        this.operationRecords = operationRecords;
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void purge() {
        Purge.inPortions("operations", operationRecords::purge);
    }
}
