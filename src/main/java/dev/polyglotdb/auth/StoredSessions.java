package dev.polyglotdb.auth;

import dev.polyglotdb.platform.json.StoredJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads sessions as Redis stores them. */
final class StoredSessions {

    private final JsonMapper json;
    private final ObjectReader stored;
    private final SessionProperties sessionProperties;

    StoredSessions(JsonMapper json, SessionProperties sessionProperties) {
        this.json = json;
        this.sessionProperties = sessionProperties;
        this.stored = StoredJson.reader(json, Session.class);
    }

    String write(Session session) {
        return json.writeValueAsString(session);
    }

    /**
     * Returns the session, unless it has reached its absolute end.
     *
     * @param value what Redis has; null if it has none
     */
    Optional<Session> live(@Nullable String value, Instant now) {
        return Optional.ofNullable(value)
                .map(text -> stored.<Session>readValue(text))
                .filter(session -> now.isBefore(session.end(sessionProperties)));
    }
}
