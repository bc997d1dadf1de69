package dev.polyglotdb.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Computes 64-bit fingerprints of rows: the first bytes of the SHA-256 hash of their values. Rows that differ in a
 * value, or in the order of their values, have the same fingerprint only by a chance of one in 2<sup>64</sup>, and so
 * have sums of fingerprints. An instance is used by one thread.
 */
public final class Fingerprint {

    private static final long NULL = -1;

    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final MessageDigest sha256;

    public Fingerprint() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a number to the row. */
    public Fingerprint add(long value) {
        sha256.update(number.putLong(0, value).array());
        return this;
    }

    /** Adds a text to the row. Its length goes before it, so that no two rows run together. */
    public Fingerprint add(@Nullable String value) {
        if (value == null) {
            return add(NULL);
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        sha256.update(bytes);
        return this;
    }

    /** Returns the fingerprint of the row, and begins the next one. */
    public long next() {
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
