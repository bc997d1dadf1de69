package dev.polyglotdb.platform.json;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Checks and repairs strings that Java allows but that are not well-formed Unicode, and tells what is visible. */
public final class Unicode {

    /** Letters and a symbol without a glyph: the Hangul fillers and the empty Braille pattern. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    private Unicode() {}

    /** Returns whether every surrogate belongs to a pair, so that the text can be encoded in UTF-8. */
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

    /** Returns whether the text has control or format characters (categories Cc and Cf), which are invisible. */
    public static boolean hasControlsOrFormats(String text) {
        return text.codePoints().anyMatch(Unicode::isControlOrFormat);
    }

    private static boolean isControlOrFormat(int point) {
        var type = Character.getType(point);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    /** Returns the text in NFC, which is the same for all code points that mean the same. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Returns the text in NFC; null if there is none. */
    public static @Nullable String composedOrNull(@Nullable String text) {
        return text == null ? null : composed(text);
    }

    /**
     * Returns the text in NFC, and equal for all cases of it. Folds by way of upper case, as
     * {@link String#equalsIgnoreCase} does, because some letters have two lower-case forms: σ and ς. What was composed
     * need not be so in the other case: there is ǰ, but its capital is J and a mark.
     */
    public static String folded(String text) {
        var folded = composed(text)
                .codePoints()
                .map(Unicode::folded)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return composed(folded.toString());
    }

    /** One mark has a letter for its capital, the iota below. It remains a mark. */
    private static int folded(int point) {
        return Character.getType(point) == Character.NON_SPACING_MARK
                ? point
                : Character.toLowerCase(Character.toUpperCase(point));
    }

    /** Returns whether the text has blanks, controls, or other characters that show nothing wherever they stand. */
    public static boolean hasBlanks(String text) {
        return text.codePoints().anyMatch(Unicode::isBlank);
    }

    /** Returns whether the text has nothing else. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Unicode::isBlank);
    }

    private static boolean isBlank(int point) {
        return isControlOrFormat(point)
                || Character.isSpaceChar(point)
                || BLANKS.indexOf(point) >= 0
                || isIgnorableMark(point);
    }

    /** Returns whether it is a mark that shows nothing: one that joins others, or selects a variant of the letter. */
    public static boolean isIgnorableMark(int point) {
        return point == 0x034F
                || point == 0x17B4
                || point == 0x17B5
                || (point >= 0x180B && point <= 0x180D)
                || point == 0x180F
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /** Returns whether the character has a glyph of its own. */
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
                    Character.COMBINING_SPACING_MARK -> false;
            default -> BLANKS.indexOf(codePoint) < 0;
        };
    }

    /** Returns the text with each unpaired surrogate replaced by a question mark. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
