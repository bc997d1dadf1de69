package dev.polyglotdb.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.polyglotdb.platform.json.StoredJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads sessions as Redis stores them. */
@Component
class StoredSessions {

    /** More would need memory for sessions that are rarely used. */
    private static final int KEPT = 5_000;

    private final JsonMapper json;
    private final ObjectReader stored;
    private final SessionProperties sessionProperties;

    /** What texts mean. Redis is asked each time, and mostly says what it said before. */
    private final Cache<String, Session> known =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

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
                .map(this::read)
                .filter(session -> now.isBefore(session.end(sessionProperties)));
    }

    private Session read(String text) {
        return known.get(text, unknown -> stored.readValue(unknown));
    }
}
