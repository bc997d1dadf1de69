package dev.polyglotdb.platform.json;

import java.nio.charset.StandardCharsets;

/** What Java's strings allow and Unicode text doesn't, and what of it can be seen. */
public final class Unicode {

    /** Letters and a symbol that are drawn as nothing: the Hangul fillers and the empty Braille pattern. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    private Unicode() {}

    /** Whether every surrogate has its other half, so that the text can be written in UTF-8. */
    public static boolean isWellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Tells whether there is a character that controls devices or formats text (categories Cc and Cf), which can't be seen. */
    public static boolean hasControlsOrFormats(String text) {
        return text.codePoints()
                .map(Character::getType)
                .anyMatch(type -> type == Character.CONTROL || type == Character.FORMAT);
    }

    /** Tells whether a letter, digit, punctuation mark or symbol leaves anything on the screen. */
    static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                false;
            default -> BLANKS.indexOf(codePoint) < 0;
        };
    }

    /** The text with every lone half of a surrogate pair made a question mark. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
