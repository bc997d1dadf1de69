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

/** Converts orders to events for the timelines. */
final class OrderEvents {

    /** How the data of an event begin. To look only there is much cheaper than to parse them. */
    private static final String ORDER_ID = "{\"orderId\":";

    private OrderEvents() {}

    /**
     * Returns the events of an order, each of which is about all of its products. An order that was never placed has
     * none, and neither has one whose user was erased.
     */
    static List<ActivityEvent> of(OrderState order) {
        return order.erased() ? List.of() : whileUserWasHere(order);
    }

    /** Returns the events that the order had before its user left. */
    static List<ActivityEvent> whileUserWasHere(OrderState order) {
        var events = new ArrayList<ActivityEvent>(2);
        if (order.wasPlaced()) {
            events.add(event(order.view(), "ORDER_PLACED", order.view().createdAt()));
            if (order.cancelledAt() != null) {
                events.add(event(order.view(), "ORDER_CANCELLED", order.cancelledAt()));
            }
        }
        return events;
    }

    /** Returns the id of the order that the event is about, or 0 if the event has none. */
    static long orderId(ActivityEvent event) {
        return event.data().tree().path("orderId").asLong(0);
    }

    /** Returns the id of the order that the event with these data is about, or 0 if the event has none. */
    static long orderId(String data) {
        var end = data.indexOf(',');
        if (end < 0 || !data.startsWith(ORDER_ID)) {
            return data.isEmpty()
                    ? 0
                    : FreeForm.parse(data).tree().path("orderId").asLong(0);
        }
        try {
            return Long.parseLong(data, ORDER_ID.length(), end, 10);
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    private static ActivityEvent event(OrderView order, String type, Instant at) {
        // The fields must have a fixed order, because writing an event again must write an identical cell. The order of
        // Map.of differs between JVMs.
        var data = new LinkedHashMap<String, Object>();
        data.put("orderId", order.id());
        data.put("total", order.total());
        data.put("productIds", order.productIds());
        return new ActivityEvent(eventId(order.id(), type), order.userId(), type, null, FreeForm.of(data), at);
    }

    /** Derives the id from the event. So every instance writes the same row, and writing it again changes nothing. */
    private static UUID eventId(long orderId, String type) {
        return UUID.nameUUIDFromBytes((type + ":" + orderId).getBytes(StandardCharsets.UTF_8));
    }
}
