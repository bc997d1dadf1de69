package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.MeasuredRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** The application's own sessions under keys of their own, to be measured. */
public final class MeasuredSessions {

    /** The defaults of the application. */
    public static final Duration TTL = Duration.ofMinutes(30);

    public static final Duration LIFETIME = Duration.ofDays(7);
    public static final int PER_USER = 1_000;

    /** What {@link Session} holds, for tests of other packages. */
    public record Content(long userId, Set<String> roles, Instant createdAt, Instant endsAt) {

        @Override
        public String toString() {
            return "%d %s %s %s".formatted(userId, new TreeSet<>(roles), createdAt, endsAt);
        }
    }

    private final Sessions sessions;

    /** @param ttl how long an unused session lives */
    public MeasuredSessions(MeasuredRedis measuredRedis, Duration ttl) {
        var redisClock = new RedisClock(measuredRedis.template());
        var settings = new SessionProperties(ttl, LIFETIME, PER_USER);
        sessions = new Sessions(
                new SessionRegister(measuredRedis.template(), measuredRedis.concurrently(), redisClock, settings),
                measuredRedis.template(),
                new StoredSessions(JsonMapper.builder().build(), settings),
                redisClock,
                settings,
                measuredRedis.keys(),
                measuredRedis.replicaConfirmation());
    }

    /** Adds a session as a login does once the password is right. */
    public void add(String token, Content content) {
        var session = new Session(content.userId(), content.roles(), content.createdAt(), content.endsAt());
        if (!sessions.add(new Token(token), session)) {
            throw new IllegalStateException("the session was ended by somebody else");
        }
    }

    /** Finds and prolongs a session as every request does. */
    public Optional<Content> use(String token) {
        return sessions.use(new Token(token))
                .map(LiveSession::session)
                .map(found -> new Content(found.userId(), found.roles(), found.createdAt(), found.endsAt()));
    }
}
