package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes the events of orders to the timelines of their users and products. */
@Component
class TimelineFollower extends OrderFollower {

    private final ActivityService activity;
    private final ReservedEvents reservedEvents;

    TimelineFollower(OrderScan orderScan, ActivityService activity, ReservedEvents reservedEvents) {
        super("activity", Store.CASSANDRA, orderScan);
        this.activity = activity;
        this.reservedEvents = reservedEvents;
    }

    @Override
    protected void follow(List<OrderState> states) {
        var productsOfEvents = new HashMap<ActivityEvent, List<String>>();
        for (var order : states) {
            OrderEvents.of(order)
                    .forEach(event -> productsOfEvents.put(event, order.view().productIds()));
        }
        activity.append(productsOfEvents);
    }

    @Override
    public void prune(Runnable alive) {
        reservedEvents.forgetMarks();
        reservedEvents.forEach(found -> {
            reservedEvents.remove(strays(found));
            alive.run();
        });
    }

    /**
     * Also restores entries that something else deleted or overwrote. Ordinary writes cannot do this, because their
     * timestamps are the times of the events, which are older.
     */
    @Override
    public void restore(List<OrderState> states) {
        follow(states);
        reservedEvents.restore(reservedEvents.lacking(kept(states)));
    }

    @Override
    public Reconciliation reconcile(LongConsumer passed) {
        var discrepancies = new Discrepancies();
        var expected = new AtomicLong();
        var found = new AtomicLong();
        orderScan().forEach(some -> {
            var entries = kept(some);
            expected.addAndGet(entries.size());
            reservedEvents
                    .lacking(entries)
                    .forEach(entry -> discrepancies.add(describe(entry) + " is missing", () -> lacks(entry)));
            passed.accept(some.size());
        });
        reservedEvents.forEach(some -> {
            found.addAndGet(some.size());
            strays(some)
                    .forEach(stray -> discrepancies.add(
                            describe(stray.entry()) + " belongs to no order",
                            () -> reservedEvents.exists(stray.entry())));
            passed.accept(0);
        });
        return new Reconciliation(expected.get(), found.get(), discrepancies.confirmed());
    }

    @Override
    public Map<String, Object> holdings(OrderState order) {
        var shown = order.view().productIds().stream().limit(SHOWN_PRODUCTS).toList();
        var entries = OrderEvents.of(order).stream()
                .flatMap(event -> TimelineEntry.of(event, shown))
                .filter(entry -> reservedEvents.isKept(entry.event().occurredAt()))
                .toList();
        return Map.of(
                "partitions",
                reservedEvents.partitions(entries),
                "omitted",
                order.view().productIds().size() - shown.size());
    }

    private boolean lacks(TimelineEntry entry) {
        return reservedEvents.isKept(entry.event().occurredAt())
                && !reservedEvents.lacking(List.of(entry)).isEmpty();
    }

    private List<StoredEntry> strays(List<StoredEntry> found) {
        var states = orderScan()
                .find(found.stream()
                        .map(stored -> OrderEvents.orderId(stored.entry().event()))
                        .collect(Collectors.toSet()));
        var expected = entries(states).map(TimelineEntry::key).collect(Collectors.toSet());
        return found.stream()
                .filter(stored -> !expected.contains(stored.entry().key()))
                .toList();
    }

    private List<TimelineEntry> kept(Collection<OrderState> states) {
        return entries(states)
                .filter(entry -> reservedEvents.isKept(entry.event().occurredAt()))
                .toList();
    }

    private static Stream<TimelineEntry> entries(Collection<OrderState> states) {
        return states.stream()
                .flatMap(order -> OrderEvents.of(order).stream()
                        .flatMap(event -> TimelineEntry.of(event, order.view().productIds())));
    }

    private static String describe(TimelineEntry entry) {
        return entry + ", order " + OrderEvents.orderId(entry.event());
    }
}
