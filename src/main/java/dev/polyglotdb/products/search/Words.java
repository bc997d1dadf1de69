package dev.polyglotdb.products.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits text into words, which are runs of letters and digits, and folds their case. */
final class Words {

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
            text.codePoints().forEach(point -> {
                if (Character.isLetterOrDigit(point)) {
                    word.appendCodePoint(fold(point));
                } else {
                    take(word, words);
                }
            });
        }
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /**
     * Folds by way of upper case, as {@link String#equalsIgnoreCase} does, because some letters have two lower-case
     * forms: σ and ς.
     */
    private static int fold(int point) {
        return Character.toLowerCase(Character.toUpperCase(point));
    }
}
