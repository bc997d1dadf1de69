package dev.polyglotdb.orders;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.outbox.OutboxSink;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Writes what happened to an order into the timelines of its user and of its products. */
@Component
class ActivitySink implements OutboxSink {

    private final OrderViews orders;
    private final ActivityService activity;

    ActivitySink(OrderViews orders, ActivityService activity) {
        this.orders = orders;
        this.activity = activity;
    }

    @Override
    public String name() {
        return OrderSinks.ACTIVITY;
    }

    @Override
    public void apply(Set<Long> orderIds) {
        var events = new HashMap<ActivityEvent, List<String>>();
        for (var order : orders.find(orderIds)) {
            OrderEvents.of(order)
                    .forEach(event -> events.put(event, order.view().productIds()));
        }
        activity.append(events);
    }
}
