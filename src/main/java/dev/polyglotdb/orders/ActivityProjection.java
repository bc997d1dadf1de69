package dev.polyglotdb.orders;

import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.SystemEvents;
import dev.polyglotdb.activity.TimelineEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The orders' events in the timelines. */
@Component
class ActivityProjection implements Projection {

    private final OrderScan orders;
    private final ActivitySink sink;
    private final SystemEvents events;

    ActivityProjection(OrderScan orders, ActivitySink sink, SystemEvents events) {
        this.orders = orders;
        this.sink = sink;
        this.events = events;
    }

    @Override
    public ProjectionTarget target() {
        return ProjectionTarget.ACTIVITY;
    }

    @Override
    public void prune(Runnable alive) {
        events.forgetMarks();
        events.forEach(found -> {
            events.remove(strays(found));
            alive.run();
        });
    }

    @Override
    public int batch() {
        return 64;
    }

    @Override
    public Runnable restoring(Set<Long> orderIds) {
        return () -> restore(orderIds);
    }

    private void restore(Set<Long> orderIds) {
        sink.apply(orderIds);
        // What was deleted or overwritten by others is hidden from the sink's writes, which carry the events' own
        // times.
        events.restore(events.lacking(kept(orders.find(orderIds))));
    }

    @Override
    public void finish(Runnable alive) {}

    @Override
    public Comparison compare() {
        var suspicions = new Suspicions();
        var expected = new AtomicLong();
        var found = new AtomicLong();
        orders.forEach(some -> {
            var entries = kept(some);
            expected.addAndGet(entries.size());
            events.lacking(entries)
                    .forEach(entry -> suspicions.add(describe(entry) + " is missing", () -> lacks(entry)));
        });
        events.forEach(some -> {
            found.addAndGet(some.size());
            strays(some)
                    .forEach(stray -> suspicions.add(
                            describe(stray.entry()) + " belongs to no order", () -> events.exists(stray.entry())));
        });
        return new Comparison(expected.get(), found.get(), suspicions.confirmed());
    }

    private boolean lacks(TimelineEntry entry) {
        return events.isKept(entry.event().occurredAt())
                && !events.lacking(List.of(entry)).isEmpty();
    }

    private List<StoredEntry> strays(List<StoredEntry> found) {
        var states = orders.find(found.stream()
                .map(stored -> OrderEvents.orderId(stored.entry().event()))
                .collect(Collectors.toSet()));
        var expected = entries(states).map(TimelineEntry::key).collect(Collectors.toSet());
        return found.stream()
                .filter(stored -> !expected.contains(stored.entry().key()))
                .toList();
    }

    private List<TimelineEntry> kept(Collection<OrderState> states) {
        return entries(states)
                .filter(entry -> events.isKept(entry.event().occurredAt()))
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
