package dev.polyglotdb.products.search;

/**
 * Encodes text so that every engine sorts it by code points. MongoDB compares UTF-8; its emulator compares UTF-16, in
 * which U+1F600 sorts before U+FFFD. The few code points from the last one before the surrogates on become three
 * characters below the surrogates; nearly all text is unchanged.
 */
final class CodePointOrder {

    /** The last character before the surrogates; no script uses it. */
    private static final char ESCAPE = '\uD7FF';

    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    /** Keeps the characters after an escape out of the range of control characters. */
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
