package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user did. Two events of one user with the same id and time are the same event.
 *
 * @param type what happened; an event whose type begins with {@code ORDER_} is reserved, and prevails over any other
 *     event with the same id and time
 * @param productId the product that the event is about; null if it is about none or about several
 * @param data further details of the event
 * @param occurredAt when it happened, truncated to milliseconds
 */
public record ActivityEvent(
        UUID eventId, long userId, String type, @Nullable String productId, FreeForm data, Instant occurredAt) {

    private static final String RESERVED_PREFIX = "ORDER_";

    public ActivityEvent {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }

    ActivityEvent about(String product) {
        return new ActivityEvent(eventId, userId, type, product, data, occurredAt);
    }

    boolean isReserved() {
        return isReserved(type);
    }

    static boolean isReserved(String type) {
        return type.startsWith(RESERVED_PREFIX);
    }
}
