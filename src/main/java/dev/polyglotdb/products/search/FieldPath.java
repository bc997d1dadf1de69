package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * What products can be filtered by and counted by: {@code category}, {@code brand}, or {@code attr.} and the keys that lead to a
 * value of the attributes, joined by dots.
 */
public record FieldPath(String text) {

    static final FieldPath CATEGORY = new FieldPath("category");
    static final FieldPath BRAND = new FieldPath("brand");

    /** How the names of attributes begin. */
    static final String ATTRIBUTE = "attr.";

    private static final String HASHED_ATTRIBUTE = "attr#";
    private static final int MAX_LENGTH = 100;
    private static final char SEPARATOR = '\0';

    /** The name that a client writes; empty if it is none. Keys can't be empty, and none that holds a dot can be named. */
    static Optional<FieldPath> parse(String text) {
        var known = text.equals(CATEGORY.text)
                || text.equals(BRAND.text)
                || (text.startsWith(ATTRIBUTE)
                        && Arrays.stream(text.split("\\.", -1)).noneMatch(String::isEmpty));
        return known ? Optional.of(new FieldPath(text)) : Optional.empty();
    }

    boolean isAttribute() {
        return text.startsWith(ATTRIBUTE);
    }

    /** What a product stores for a value under this name. Never begins with a {@code $}, which expressions would evaluate. */
    String term(String value) {
        return CodePointOrder.encode(stored() + SEPARATOR + value);
    }

    /** The value of a term under this name. */
    String value(String term) {
        return CodePointOrder.decode(term).substring(stored().length() + 1);
    }

    /** The bound, inclusive, below all terms of this name. */
    String first() {
        return term("");
    }

    /** The bound, exclusive, above all terms of this name. */
    String end() {
        return CodePointOrder.encode(stored() + (char) (SEPARATOR + 1));
    }

    /** The name, short enough for an index, and without the character that separates it from the value. */
    private String stored() {
        return text.length() <= MAX_LENGTH && text.indexOf(SEPARATOR) < 0 ? text : HASHED_ATTRIBUTE + Sha256.hex(text);
    }
}
