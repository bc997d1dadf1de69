package dev.polyglotdb.auth;

import dev.polyglotdb.platform.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** An opaque bearer token of 256 random bits. Only its hash is stored, so a copy of Redis grants no access. */
record Token(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Token random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** A fast hash is sufficient, because a random token cannot be guessed. */
    String hash() {
        return Sha256.hex(value);
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
