package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user did. Events of one user with the same id and time are one event.
 *
 * @param type what happened; what begins with {@code ORDER_} is the system's own and prevails over anything else of the same id and time
 * @param productId the one product that it is about; null if there is none, or more
 * @param data anything else that is known of it
 * @param occurredAt when; kept to the millisecond
 */
public record ActivityEvent(
        UUID eventId, long userId, String type, @Nullable String productId, FreeForm data, Instant occurredAt) {

    private static final String SYSTEM_PREFIX = "ORDER_";

    public ActivityEvent {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }

    ActivityEvent about(String product) {
        return new ActivityEvent(eventId, userId, type, product, data, occurredAt);
    }

    boolean isSystems() {
        return isSystems(type);
    }

    static boolean isSystems(String type) {
        return type.startsWith(SYSTEM_PREFIX);
    }
}
