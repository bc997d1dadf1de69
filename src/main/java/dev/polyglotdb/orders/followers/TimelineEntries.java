package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.OrderState;
import java.util.List;
import java.util.stream.Stream;

/** The entries of orders in the timelines of their users and products. */
final class TimelineEntries {

    private TimelineEntries() {}

    static Stream<TimelineEntry> of(OrderState order) {
        return of(order, OrderEvents.of(order));
    }

    /** Returns the entries that the order had before its user left. */
    static List<TimelineEntry> whileUserWasHere(OrderState order) {
        return of(order, OrderEvents.whileUserWasHere(order)).toList();
    }

    private static Stream<TimelineEntry> of(OrderState order, List<ActivityEvent> events) {
        return events.stream()
                .flatMap(event -> TimelineEntry.of(event, order.view().productIds()));
    }

    /** Describes the entry, for example {@code ORDER_PLACED in the timeline of user 7, order 12}. */
    static String describe(TimelineEntry entry) {
        return entry + ", order " + OrderEvents.orderId(entry.event());
    }
}
