package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Caller;
import java.time.Instant;
import java.util.Set;

/**
 * The session data in Redis. It is enough to authorize a request without asking another store.
 *
 * @param endsAt when the session ends regardless of use
 */
record Session(long userId, Set<String> roles, Instant createdAt, Instant endsAt) {

    Caller caller() {
        return new Caller(userId, roles);
    }

    /** Returns when the session ends if it is not used after the given time. */
    Instant expiry(Instant lastSeenAt, SessionProperties sessionProperties) {
        var unused = lastSeenAt.plus(sessionProperties.ttl());
        return unused.isBefore(endsAt) ? unused : endsAt;
    }
}
