package dev.polyglotdb.auth;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The sessions, in Redis, under the hash of their token. */
@Repository
@UsesStore(Store.REDIS)
class Sessions {

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Clock clock;
    private final SessionProperties properties;

    Sessions(StringRedisTemplate redis, JsonMapper json, Clock clock, SessionProperties properties) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    void add(Token token, Session session) {
        redis.opsForValue().set(key(token), json.writeValueAsString(session), ttl(session));
    }

    /** Finds a live session and starts its TTL anew, in one round trip. */
    Optional<Session> use(Token token) {
        // GETEX can't know how much of the absolute lifetime is left, so that end is kept in the session itself.
        return Optional.ofNullable(redis.opsForValue().getAndExpire(key(token), properties.ttl()))
                .map(value -> json.readValue(value, Session.class))
                .filter(session -> clock.instant().isBefore(session.endsAt()));
    }

    private Duration ttl(Session session) {
        var left = Duration.between(clock.instant(), session.endsAt());
        return left.compareTo(properties.ttl()) < 0 ? left : properties.ttl();
    }

    private static String key(Token token) {
        return "session:" + token.hash();
    }
}
