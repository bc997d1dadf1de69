package dev.polyglotdb.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The place of a session among those of its user, after which the next page of a list begins. It is a value and not an
 * index, because sessions may begin and end between two pages.
 *
 * @param createdAt when the session began; the register keeps milliseconds
 * @param hash the hash of its token
 */
record SessionPosition(Instant createdAt, String hash) {

    private static final int DIGITS = 19;
    private static final Pattern TEXT = Pattern.compile("\\d{" + DIGITS + "}[0-9a-f]{64}");

    /**
     * Reads a position from a cursor, which another version of the application may have written.
     *
     * @throws IllegalArgumentException if it is not the position of any session
     */
    static SessionPosition read(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("no position");
        }
        var millis = Long.parseLong(text.substring(0, DIGITS));
        return new SessionPosition(Instant.ofEpochMilli(millis), text.substring(DIGITS));
    }

    long millis() {
        return createdAt.toEpochMilli();
    }

    /** Returns a text that sorts sessions as the register does: by age, then by hash. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d%s", millis(), hash);
    }
}
