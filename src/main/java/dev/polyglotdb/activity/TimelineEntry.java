package dev.polyglotdb.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event in one timeline.
 *
 * @param product whose timeline it is; null for that of the event's user
 */
public record TimelineEntry(ActivityEvent event, @Nullable String product) {

    /** What tells entries apart in the timelines. */
    public record Key(@Nullable String product, long userId, Instant occurredAt, UUID eventId) {}

    /** The entries of an event: one in its user's timeline and one in that of each of the products. */
    public static Stream<TimelineEntry> of(ActivityEvent event, Collection<String> products) {
        return Stream.concat(
                Stream.of(new TimelineEntry(event, null)),
                products.stream().distinct().map(product -> new TimelineEntry(event.about(product), product)));
    }

    public Key key() {
        return new Key(product, event.userId(), event.occurredAt(), event.eventId());
    }

    /** Such as {@code ORDER_PLACED in the timeline of user 7}. */
    @Override
    public String toString() {
        return event.type() + " in the timeline of "
                + (product == null ? "user " + event.userId() : "product " + product);
    }
}
