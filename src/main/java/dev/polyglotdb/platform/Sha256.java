package dev.polyglotdb.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 hashes of texts that are compared or looked up but never read back. */
public final class Sha256 {

    private Sha256() {}

    /** Returns the hash of the UTF-8 text, in hexadecimal. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** Returns the first half of the hash of the UTF-8 text, in 22 letters, for comparing very many. */
    public static String shortText(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest(text), 16));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
