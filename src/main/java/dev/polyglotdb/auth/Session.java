package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Caller;
import java.time.Instant;
import java.util.Set;

/**
 * What Redis holds of a session: enough to authorize a request without asking another store.
 *
 * @param endsAt when it ends however much it is used
 */
record Session(long userId, Set<String> roles, Instant createdAt, Instant endsAt) {

    Caller caller() {
        return new Caller(userId, roles);
    }

    /** When it ends if it is not used after this time. */
    Instant expiry(Instant lastSeenAt, SessionProperties sessionProperties) {
        var unused = lastSeenAt.plus(sessionProperties.ttl());
        return unused.isBefore(endsAt) ? unused : endsAt;
    }
}
