package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.orders.ShownProducts;
import dev.polyglotdb.platform.stores.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the events of orders to the timelines of their users and products. */
@Component
class TimelineFollower extends OrderFollower {

    static final String NAME = "activity";

    private final ActivityService activity;
    private final ReservedEvents reservedEvents;
    private final PendingOrders pendingOrders;

    TimelineFollower(
            OrderScan orderScan, ActivityService activity, ReservedEvents reservedEvents, PendingOrders pendingOrders) {
        super(NAME, Store.CASSANDRA, orderScan);
        this.activity = activity;
        this.reservedEvents = reservedEvents;
        this.pendingOrders = pendingOrders;
    }

    @Override
    protected void follow(List<OrderState> states) {
        var productsOfEvents = new HashMap<ActivityEvent, List<String>>();
        var erased = new ArrayList<TimelineEntry>();
        for (var order : states) {
            if (order.erased()) {
                erased.addAll(TimelineEntries.whileUserWasHere(order));
            }
            OrderEvents.of(order)
                    .forEach(event -> productsOfEvents.put(event, order.view().productIds()));
        }
        activity.append(productsOfEvents);
        reservedEvents.erase(erased);
    }

    @Override
    public void requireStore() {
        reservedEvents.requireTimelines();
    }

    /** Events that one timeline gets from many orders share their writes. */
    @Override
    public int batchSize() {
        return 3_000;
    }

    /** The statements of one batch are made while Cassandra works on those of another. */
    @Override
    public int batchesAtOnce() {
        return 2;
    }

    /** Entries that belong to no order are removed in the end, where the digests tell where to look for them. */
    @Override
    public void prune(JobProgress progress) {
        reservedEvents.forgetMarks();
    }

    @Override
    public void finish(JobProgress progress) {
        new TimelineRepair(orderScan(), reservedEvents, progress).run();
    }

    @Override
    public Reconciliation reconcile(JobProgress progress) {
        return new TimelineCheck(orderScan(), reservedEvents, pendingOrders, progress).run();
    }

    @Override
    public Map<String, Object> holdings(OrderState order) {
        var shown = ShownProducts.of(order.view());
        var entries = OrderEvents.of(order).stream()
                .flatMap(event -> TimelineEntry.of(event, shown.ids()))
                .filter(entry -> reservedEvents.isKept(entry.event().occurredAt()))
                .toList();
        return Map.of("partitions", reservedEvents.partitions(entries), "omitted", shown.omitted());
    }
}
