package dev.polyglotdb.auth;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A session that has not ended.
 *
 * @param hash of its token
 * @param lastSeenAt when it was used last
 */
record LiveSession(String hash, Session session, Instant lastSeenAt) {

    private static final int ID_LENGTH = 16;
    private static final Pattern POSITION = Pattern.compile("\\d{19}[0-9a-f]{64}");

    /** What its owner knows it by: a part of the hash, which nobody can make a token of. */
    String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** Sorts as the user's sessions do, by age and then by hash. */
    String position() {
        return "%019d%s".formatted(session.createdAt().toEpochMilli(), hash);
    }

    /** @throws IllegalArgumentException if it is not the {@link #position} of any session */
    static String readPosition(String text) {
        if (!POSITION.matcher(text).matches()) {
            throw new IllegalArgumentException("no position");
        }
        return text;
    }
}
