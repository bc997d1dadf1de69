package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.outbox.OutboxService.Progress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells which orders a follower will be brought in line with soon. */
@Component
class PendingOrders {

    /**
     * Looked up at the first use. The constructor can't take it: the outbox takes all sinks, and the followers among
     * them take this class.
     */
    private final ObjectProvider<OutboxService> outboxes;

    PendingOrders(ObjectProvider<OutboxService> outboxes) {
        this.outboxes = outboxes;
    }

    /** Returns those of the orders whose promise to the follower is not kept yet, and was not given up. */
    Set<Long> of(String follower, Collection<Long> orderIds) {
        return orderIds.isEmpty()
                ? Set.of()
                : outboxes.getObject().unkept(orderIds).entrySet().stream()
                        .filter(order -> order.getValue().get(follower) == Progress.PENDING)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }
}
