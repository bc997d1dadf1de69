package dev.polyglotdb.platform.json;

import java.nio.charset.StandardCharsets;

/** Checks and repairs strings that Java allows but that are not well-formed Unicode. */
final class Unicode {

    private Unicode() {}

    /** Returns whether every surrogate belongs to a pair, so that the text can be encoded in UTF-8. */
    static boolean isWellFormed(String text) {
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

    /** Returns the text with each unpaired surrogate replaced by a question mark. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
