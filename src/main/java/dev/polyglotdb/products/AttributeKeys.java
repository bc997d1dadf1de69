package dev.polyglotdb.products;

/**
 * Escapes the keys of attributes that BSON cannot hold or a server may misread. A BSON key cannot contain NUL, and
 * drivers and servers may interpret a leading {@code $} ({@code $ref} and {@code $id} come back as a reference). A
 * server may take dots for a path; a path can have 255 parts, and some versions crash at more (SERVER-103960). So the
 * dots of a key that has many are escaped. All other keys are stored as they are.
 */
final class AttributeKeys {

    private static final char ESCAPE = '\u0001';
    private static final String NUL = ESCAPE + "0";
    private static final String ITSELF = ESCAPE + "1";
    private static final String DOT = ESCAPE + "2";

    /** In the longest path, 64 keys below each other may have so many each. */
    private static final int MAX_DOTS = 2;

    private AttributeKeys() {}

    static String encode(String key) {
        var encoded = key;
        if (key.indexOf(ESCAPE) >= 0 || key.indexOf('\0') >= 0) {
            encoded = key.replace(String.valueOf(ESCAPE), ITSELF).replace("\0", NUL);
        }
        if (key.chars().filter(character -> character == '.').count() > MAX_DOTS) {
            encoded = encoded.replace(".", DOT);
        }
        return encoded.startsWith("$") ? ESCAPE + encoded : encoded;
    }

    static String decode(String stored) {
        if (stored.indexOf(ESCAPE) < 0) {
            return stored;
        }
        return stored.replace(ESCAPE + "$", "$")
                .replace(NUL, "\0")
                .replace(DOT, ".")
                .replace(ITSELF, String.valueOf(ESCAPE));
    }
}
