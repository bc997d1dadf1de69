package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.outbox.Promises;
import dev.polyglotdb.platform.outbox.Promises.Progress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells which orders a follower will be brought in line with soon. */
@Component
class PendingOrders {

    private final Promises promises;

    PendingOrders(Promises promises) {
        this.promises = promises;
    }

    /** Returns those of the orders whose promise to the follower is not kept yet, and was not given up. */
    Set<Long> of(String follower, Collection<Long> orderIds) {
        return orderIds.isEmpty()
                ? Set.of()
                : promises.unkept(orderIds).entrySet().stream()
                        .filter(order -> order.getValue().get(follower) == Progress.PENDING)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }
}
