package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.OrderView;
import dev.polyglotdb.platform.json.FreeForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** What happened to an order, as events for the timelines. */
final class OrderEvents {

    private OrderEvents() {}

    /** The events of an order; each is about all of its products. None if it was never placed. */
    static List<ActivityEvent> of(OrderState order) {
        var events = new ArrayList<ActivityEvent>(2);
        if (order.wasPlaced()) {
            events.add(event(order.view(), "ORDER_PLACED", order.view().createdAt()));
            if (order.cancelledAt() != null) {
                events.add(event(order.view(), "ORDER_CANCELLED", order.cancelledAt()));
            }
        }
        return events;
    }

    /** The order that such an event tells of, or 0 if it does not say. */
    static long orderId(ActivityEvent event) {
        return event.data().tree().path("orderId").asLong(0);
    }

    private static ActivityEvent event(OrderView order, String type, Instant at) {
        // In one order always: that of Map.of differs from JVM to JVM, and a repeat has to write the very same cell.
        var data = new LinkedHashMap<String, Object>();
        data.put("orderId", order.id());
        data.put("total", order.total());
        data.put("productIds", order.productIds());
        return new ActivityEvent(eventId(order.id(), type), order.userId(), type, null, FreeForm.of(data), at);
    }

    /** The same event has the same id whenever and wherever it is written; so writing it again changes nothing. */
    private static UUID eventId(long orderId, String type) {
        return UUID.nameUUIDFromBytes((type + ":" + orderId).getBytes(StandardCharsets.UTF_8));
    }
}
