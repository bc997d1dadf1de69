package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.InvalidValueException;
import dev.polyglotdb.platform.json.JsonShaped;
import dev.polyglotdb.platform.json.SelfChecked;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * One event or an array of events.
 *
 * @param batch whether the client sent an array; the response is then an array too
 */
@SelfChecked
@JsonDeserialize(using = NewActivities.Deserializer.class)
record NewActivities(List<@NotNull @Valid NewActivity> events, boolean batch) implements JsonShaped, SelfChecked.Body {

    private static final int MAX_EVENTS = 1_000;

    /**
     * Maps {@code events[3].type} to {@code [3].type}, or {@code events[0].type} to {@code type} for a single event.
     */
    @Override
    public String jsonPath(String propertyPath) {
        var inBatch = propertyPath.replaceFirst("^events", "").replace(".<list element>", "");
        return batch ? inBatch : inBatch.replaceFirst("^\\[0]\\.?", "");
    }

    /**
     * Refuses two different events with the same id and time, because Cassandra would mix their cells in one row. Equal
     * events are allowed and count once.
     */
    @Override
    @SuppressWarnings("NullAway") // JSON may lack what the record promises
    public Map<String, String> problems() {
        record Key(String eventId, Instant occurredAt) {}
        var problems = new LinkedHashMap<String, String>();
        var first = new HashMap<Key, NewActivity>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event != null && event.eventId() != null && event.occurredAt() != null) {
                var key = new Key(
                        event.eventId().toLowerCase(Locale.ROOT),
                        event.occurredAt().truncatedTo(ChronoUnit.MILLIS));
                var other = first.putIfAbsent(key, event);
                if (other != null && !other.isSameAs(event)) {
                    problems.put("events[" + i + "].eventId", "must not be that of another event of the same time");
                }
            }
        }
        return problems;
    }

    static final class Deserializer extends StdDeserializer<NewActivities> {

        Deserializer() {
            super(NewActivities.class);
        }

        @Override
        public NewActivities deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                return new NewActivities(List.of(context.readValue(parser, NewActivity.class)), false);
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new InvalidValueException(parser, "must be an event or an array of events");
            }
            var type = context.getTypeFactory().constructCollectionType(List.class, NewActivity.class);
            var events = context.<List<NewActivity>>readValue(parser, type);
            if (events.isEmpty() || events.size() > MAX_EVENTS) {
                throw new InvalidValueException(parser, "must have 1 to " + MAX_EVENTS + " events");
            }
            return new NewActivities(events, true);
        }
    }
}
