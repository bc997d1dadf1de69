package dev.polyglotdb.auth;

import java.time.Instant;

/**
 * A session that has not ended.
 *
 * @param hash the hash of its token
 * @param lastSeenAt when it was last used, not before it began: instances know the time of Redis only roughly, and a
 *     TTL has whole milliseconds
 */
record LiveSession(String hash, Session session, Instant lastSeenAt) {

    private static final int ID_LENGTH = 16;

    LiveSession {
        if (lastSeenAt.isBefore(session.createdAt())) {
            lastSeenAt = session.createdAt();
        }
    }

    /** Returns the id that the user sees: a part of the hash, from which the token cannot be derived. */
    String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** Returns when it ends unless it is used. */
    Instant expiry(SessionProperties sessionProperties) {
        return session.expiry(lastSeenAt, sessionProperties);
    }

    /** Returns the text of its {@link SessionPosition}, which sorts sessions by age, then by hash. */
    String position() {
        return new SessionPosition(session.createdAt(), hash).toString();
    }
}
