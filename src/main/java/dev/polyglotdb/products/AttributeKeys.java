package dev.polyglotdb.products;

/**
 * Escapes the keys of attributes that BSON cannot hold. A BSON key cannot contain NUL, and drivers and servers may
 * interpret a leading {@code $} ({@code $ref} and {@code $id} come back as a reference). All other keys, even with
 * dots, are stored as they are.
 */
final class AttributeKeys {

    private static final char ESCAPE = '\u0001';
    private static final String NUL = ESCAPE + "0";
    private static final String ITSELF = ESCAPE + "1";

    private AttributeKeys() {}

    static String encode(String key) {
        var encoded = key;
        if (key.indexOf(ESCAPE) >= 0 || key.indexOf('\0') >= 0) {
            encoded = key.replace(String.valueOf(ESCAPE), ITSELF).replace("\0", NUL);
        }
        return encoded.startsWith("$") ? ESCAPE + encoded : encoded;
    }

    static String decode(String stored) {
        if (stored.indexOf(ESCAPE) < 0) {
            return stored;
        }
        return stored.replace(ESCAPE + "$", "$").replace(NUL, "\0").replace(ITSELF, String.valueOf(ESCAPE));
    }
}
