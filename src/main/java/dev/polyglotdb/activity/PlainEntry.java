package dev.polyglotdb.activity;

import dev.polyglotdb.platform.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reserved event in one timeline, as Cassandra stores it: with its data as text.
 *
 * @param product the product whose timeline it is; null for the timeline of the user
 * @param productId the product that the stored event is about
 * @param text its data
 */
public record PlainEntry(
        @Nullable String product,
        long userId,
        Instant occurredAt,
        UUID eventId,
        String type,
        @Nullable String productId,
        String text) {

    /** Returns the entry as it must be stored. */
    public static PlainEntry of(TimelineEntry entry) {
        var event = entry.event();
        return new PlainEntry(
                entry.product(),
                event.userId(),
                event.occurredAt(),
                event.eventId(),
                event.type(),
                event.productId(),
                event.data().json());
    }

    /** Returns the fingerprint of everything that is stored. */
    public long fingerprint(Fingerprint fingerprint) {
        return fingerprint
                .add(product)
                .add(userId)
                .add(occurredAt.toEpochMilli())
                .add(eventId.getMostSignificantBits())
                .add(eventId.getLeastSignificantBits())
                .add(type)
                .add(productId)
                .add(text)
                .next();
    }
}
