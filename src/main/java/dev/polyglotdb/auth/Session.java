package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Caller;
import java.time.Instant;
import java.util.Set;

/**
 * The session data in Redis. It is enough to authorize a request without asking another store. The version of the
 * application before this one reads it, too: components may be added, and none removed or given another meaning.
 *
 * @param createdAt when it began, by the clock of Redis
 * @param endsAt when it ends regardless of use, by the clock of Redis
 */
record Session(long userId, Set<String> roles, Instant createdAt, Instant endsAt) {

    Caller caller() {
        return new Caller(userId, roles);
    }

    /**
     * Returns when the session ends regardless of use. One that began under a longer lifetime ends with today's, so
     * that it is never older than the register by which all sessions of a user are ended.
     */
    Instant end(SessionProperties sessionProperties) {
        return earlier(endsAt, createdAt.plus(sessionProperties.lifetime()));
    }

    /** Returns when the session ends if it is not used after the given time. */
    Instant expiry(Instant lastSeenAt, SessionProperties sessionProperties) {
        return earlier(end(sessionProperties), lastSeenAt.plus(sessionProperties.ttl()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
