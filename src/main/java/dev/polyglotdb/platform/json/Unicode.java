package dev.polyglotdb.platform.json;

import java.nio.charset.StandardCharsets;

/** What Java's strings allow and Unicode text doesn't. */
final class Unicode {

    private Unicode() {}

    /** Whether every surrogate has its other half, so that the text can be written in UTF-8. */
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

    /** The text with every lone half of a surrogate pair made a question mark. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
