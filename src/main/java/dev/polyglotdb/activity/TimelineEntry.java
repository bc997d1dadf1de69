package dev.polyglotdb.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event in one timeline.
 *
 * @param product the product whose timeline it is; null for the timeline of the event's user
 */
public record TimelineEntry(ActivityEvent event, @Nullable String product) {

    /** Identifies an entry across all timelines. */
    public record Key(@Nullable String product, long userId, Instant occurredAt, UUID eventId) {}

    /** Returns the entries of an event: one for the timeline of its user and one for each of the products. */
    public static Stream<TimelineEntry> of(ActivityEvent event, Collection<String> productIds) {
        return Stream.concat(
                Stream.of(new TimelineEntry(event, null)),
                productIds.stream().distinct().map(product -> new TimelineEntry(event.about(product), product)));
    }

    /** Returns what identifies this entry. Two entries with equal keys are one row in Cassandra, whatever they say. */
    public Key key() {
        return new Key(product, event.userId(), event.occurredAt(), event.eventId());
    }

    /** Describes the entry, for example {@code ORDER_PLACED in the timeline of user 7}. */
    @Override
    public String toString() {
        return event.type() + " in the timeline of "
                + (product == null ? "user " + event.userId() : "product " + product);
    }
}
