package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All followers of the orders, by name. */
@Component
class OrderFollowers {

    private final List<OrderFollower> all;
    private final List<String> names;

    OrderFollowers(List<OrderFollower> allFollowers) {
        this.all = List.copyOf(allFollowers);
        this.names = allFollowers.stream()
                .map(OrderFollower::name)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Returns the names of the outbox sinks that must process a change of this order. */
    List<String> of(Order order) {
        return order.paymentReference().isEmpty()
                ? names
                : Stream.concat(names.stream(), Stream.of(PaymentSettlement.NAME))
                        .toList();
    }

    /** Returns the progress of each follower, by its name. */
    Map<String, Progress> progress(Map<String, Progress> unapplied) {
        var progress = new LinkedHashMap<String, Progress>();
        names.forEach(name -> progress.put(name, unapplied.getOrDefault(name, Progress.APPLIED)));
        return progress;
    }

    List<String> names() {
        return names;
    }

    List<OrderFollower> all() {
        return all;
    }

    /** Returns the id of the store that an outbox sink writes to; the payment gateway has one here, too. */
    String store(String sink) {
        return all.stream()
                .filter(follower -> follower.name().equals(sink))
                .map(follower -> follower.store().id())
                .findFirst()
                .orElse(sink.equals(PaymentSettlement.NAME) ? OrderOperation.GATEWAY : sink);
    }
}
