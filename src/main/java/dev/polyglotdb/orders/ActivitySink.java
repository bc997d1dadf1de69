package dev.polyglotdb.orders;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.outbox.OutboxSink;
import dev.polyglotdb.web.FreeForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
        orders.find(orderIds).stream().filter(OrderState::wasPlaced).forEach(order -> {
            events.put(
                    event(order.view(), "ORDER_PLACED", order.view().createdAt()),
                    order.view().productIds());
            if (order.cancelledAt() != null) {
                events.put(
                        event(order.view(), "ORDER_CANCELLED", order.cancelledAt()),
                        order.view().productIds());
            }
        });
        activity.append(events);
    }

    private static ActivityEvent event(OrderView order, String type, Instant at) {
        var data = FreeForm.of(Map.of("orderId", order.id(), "total", order.total(), "productIds", order.productIds()));
        return new ActivityEvent(eventId(order.id(), type), order.userId(), type, null, data, at);
    }

    /** The same event has the same id whenever and wherever it is written; so writing it again changes nothing. */
    private static UUID eventId(long orderId, String type) {
        return UUID.nameUUIDFromBytes((type + ":" + orderId).getBytes(StandardCharsets.UTF_8));
    }
}
