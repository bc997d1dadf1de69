package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.MaxBytes;
import dev.polyglotdb.platform.json.SelfChecked;
import dev.polyglotdb.products.ProductId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a client reports it.
 *
 * @param data further details; empty if null
 * @param occurredAt when it happened; now if null
 * @param eventId makes a retry idempotent, together with {@code occurredAt}; a new id if null. It is a string because
 *     Jackson accepts more than the canonical form of a UUID, even an empty string
 */
@SelfChecked
record NewActivity(
        @NotNull
        @Pattern(regexp = TYPE, message = TYPE_MESSAGE)
        @Pattern(regexp = "(?!ORDER_).*", message = "must not begin with ORDER_, which is reserved for the system")
        String type,

        @Nullable @ProductId String productId,
        @Nullable @MaxBytes(1 << 14) FreeForm data,
        @Nullable @InRetention Instant occurredAt,

        @Nullable @Pattern(regexp = UUID_FORM, message = "must be a UUID")
        String eventId)
        implements SelfChecked.Body {

    static final String TYPE = "[A-Z][A-Z0-9_]{0,63}";
    static final String TYPE_MESSAGE = "must be 1 to 64 capital letters, digits or underscores and begin with a letter";
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    @Override
    public Map<String, String> problems() {
        return eventId != null && occurredAt == null ? Map.of("occurredAt", "must be given with an eventId") : Map.of();
    }

    /** Returns whether the other event says the same. Either may still lack a type. */
    boolean isSameAs(NewActivity other) {
        return Objects.equals(type, other.type)
                && Objects.equals(productId, other.productId)
                && orEmpty(data).isSameValueAs(orEmpty(other.data));
    }

    private static FreeForm orEmpty(@Nullable FreeForm data) {
        return data == null ? FreeForm.EMPTY : data;
    }

    ActivityEvent toEvent(long userId, Instant now) {
        return new ActivityEvent(
                eventId == null ? UUID.randomUUID() : UUID.fromString(eventId),
                userId,
                type,
                productId,
                orEmpty(data),
                occurredAt == null ? now : occurredAt);
    }
}
