package dev.polyglotdb.auth;

import java.time.Instant;

/**
 * A session that has not ended.
 *
 * @param hash of its token
 * @param lastSeenAt when it was used last
 */
record LiveSession(String hash, Session session, Instant lastSeenAt) {

    private static final int ID_LENGTH = 16;

    /** What its owner knows it by: a part of the hash, which nobody can make a token of. */
    String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** Sorts as the user's sessions do, by age and then by hash. */
    String position() {
        return "%019d%s".formatted(session.createdAt().toEpochMilli(), hash);
    }
}
