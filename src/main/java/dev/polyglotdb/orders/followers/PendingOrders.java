package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.outbox.OutboxEntries;
import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells which orders a follower will be brought in line with soon. */
@Component
class PendingOrders {

    private final OutboxEntries outboxEntries;

    PendingOrders(OutboxEntries outboxEntries) {
        this.outboxEntries = outboxEntries;
    }

    /** Returns those of the orders whose entry for the follower is not applied yet, and was not given up. */
    Set<Long> of(String follower, Collection<Long> orderIds) {
        return orderIds.isEmpty()
                ? Set.of()
                : outboxEntries.progress(orderIds).entrySet().stream()
                        .filter(order -> order.getValue().get(follower) == Progress.PENDING)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }
}
