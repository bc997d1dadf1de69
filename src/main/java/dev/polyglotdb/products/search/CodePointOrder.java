package dev.polyglotdb.products.search;

/**
 * Writes text so that its order is that of its code points on every engine: a mongod compares UTF-8, its emulator UTF-16, where
 * U+1F600 comes before U+FFFD. The few code points beyond the surrogates' place become three characters that are below it;
 * nearly all text stays as it is.
 */
final class CodePointOrder {

    /** The last character before the surrogates, which no script uses. */
    private static final char ESCAPE = '\uD7FF';

    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    /** Keeps what follows an escape off the control characters. */
    private static final char OFFSET = ' ';

    private CodePointOrder() {}

    static String encode(String text) {
        if (text.chars().allMatch(character -> character < ESCAPE)) {
            return text;
        }
        var encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < ESCAPE) {
                encoded.append((char) point);
            } else {
                encoded.append(ESCAPE).append((char) ((point >> BITS) + OFFSET)).append((char)
                        ((point & MASK) + OFFSET));
            }
        });
        return encoded.toString();
    }

    static String decode(String encoded) {
        if (encoded.indexOf(ESCAPE) < 0) {
            return encoded;
        }
        var text = new StringBuilder();
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == ESCAPE) {
                var high = encoded.charAt(++i) - OFFSET;
                var low = encoded.charAt(++i) - OFFSET;
                text.appendCodePoint(high << BITS | low);
            } else {
                text.append(encoded.charAt(i));
            }
        }
        return text.toString();
    }
}
