package dev.polyglotdb.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A session that has not ended.
 *
 * @param hash the hash of its token
 * @param lastSeenAt when it was last used, not before it began: instances know the time of Redis only roughly, and a
 *     TTL has whole milliseconds
 */
record LiveSession(String hash, Session session, Instant lastSeenAt) {

    private static final int ID_LENGTH = 16;
    private static final Pattern POSITION = Pattern.compile("\\d{19}[0-9a-f]{64}");

    LiveSession {
        if (lastSeenAt.isBefore(session.createdAt())) {
            lastSeenAt = session.createdAt();
        }
    }

    /** Returns the id that the user sees: a part of the hash, from which the token cannot be derived. */
    String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** Returns a sort key that orders sessions as {@link Sessions#of} does: by age, then by hash. */
    String position() {
        return String.format(Locale.ROOT, "%019d%s", session.createdAt().toEpochMilli(), hash);
    }

    /** @throws IllegalArgumentException if it is not the {@link #position} of any session */
    static String readPosition(String text) {
        if (!POSITION.matcher(text).matches()) {
            throw new IllegalArgumentException("no position");
        }
        return text;
    }
}
