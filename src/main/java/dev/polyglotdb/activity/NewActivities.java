package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.InvalidValueException;
import dev.polyglotdb.platform.json.JsonShaped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
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
@JsonDeserialize(using = NewActivities.Deserializer.class)
record NewActivities(List<@NotNull @Valid NewActivity> events, boolean batch) implements JsonShaped {

    private static final int MAX_EVENTS = 1_000;

    /**
     * Maps {@code events[3].type} to {@code [3].type}, or {@code events[0].type} to {@code type} for a single event.
     */
    @Override
    public String jsonPath(String propertyPath) {
        var inBatch = propertyPath.replaceFirst("^events", "").replace(".<list element>", "");
        return batch ? inBatch : inBatch.replaceFirst("^\\[0]\\.?", "");
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
