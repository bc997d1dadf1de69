package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.Unicode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits text into words, which are runs of letters and digits with their combining marks. Words are equal whatever the
 * case and the code points that they are written with, and wherever they may be hyphenated or joined.
 */
final class Words {

    /** Characters that may stand within a word without being a part of it: the soft hyphen, and the two joiners. */
    private static final String JOINERS = "\u00AD\u200C\u200D";

    private Words() {}

    /** Returns the distinct words of some texts. */
    static Set<String> of(@Nullable String... texts) {
        var words = new LinkedHashSet<String>();
        for (var text : texts) {
            words.addAll(of(text));
        }
        return words;
    }

    /** Returns the words in their order, including repetitions. */
    static List<String> of(@Nullable String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        if (text != null) {
            Unicode.folded(withoutJoiners(text)).codePoints().forEach(point -> {
                if (Character.isLetterOrDigit(point)) {
                    word.appendCodePoint(point);
                } else if (belongsToTheLetterBefore(point)) {
                    if (!word.isEmpty()) {
                        word.appendCodePoint(point);
                    }
                } else {
                    take(word, words);
                }
            });
        }
        take(word, words);
        return words;
    }

    /**
     * Returns the text without the characters that nobody sees or types. All other invisible characters separate words.
     */
    private static String withoutJoiners(String text) {
        return text.codePoints()
                .filter(point -> JOINERS.indexOf(point) < 0 && !Unicode.isIgnorableMark(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Returns whether this is a combining mark, which belongs to the letter before it. */
    private static boolean belongsToTheLetterBefore(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
