package dev.polyglotdb.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a timeline shows it.
 *
 * @param userId the user who caused the event; present only in the timeline of a product
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActivityItem(
        UUID eventId,
        @Nullable Long userId,
        String type,
        @Nullable String productId,
        FreeForm data,
        Instant occurredAt) {

    static ActivityItem ofUser(ActivityEvent event) {
        return of(event, null);
    }

    static ActivityItem ofProduct(ActivityEvent event) {
        return of(event, event.userId());
    }

    private static ActivityItem of(ActivityEvent event, @Nullable Long userId) {
        return new ActivityItem(
                event.eventId(), userId, event.type(), event.productId(), event.data(), event.occurredAt());
    }
}
