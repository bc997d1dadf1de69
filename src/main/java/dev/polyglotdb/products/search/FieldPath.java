package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.json.Unicode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A field by which products can be filtered and counted: {@code category}, {@code brand}, or {@code attr.} followed by
 * the keys that lead to a value of the attributes, joined by dots, in NFC.
 */
public record FieldPath(String text) {

    /** Composes the text, because keys are equal whatever the code points that they are written with. */
    public FieldPath {
        text = Unicode.composed(text);
    }

    static final FieldPath CATEGORY = new FieldPath("category");
    static final FieldPath BRAND = new FieldPath("brand");

    /** The prefix of attribute fields. */
    static final String ATTRIBUTE = "attr.";

    private static final String HASHED_ATTRIBUTE = "attr#";
    private static final int MAX_LENGTH = 100;
    private static final char SEPARATOR = '\0';

    /** Parses a path; empty if it is invalid. Keys cannot be empty, and a key that contains a dot has no path. */
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

    /**
     * Returns the stored term for a value of this field, as {@link TermValue} encodes it. The term never begins with
     * {@code $}, because expressions would evaluate it.
     */
    String term(String value) {
        return first() + CodePointOrder.encode(value);
    }

    /** Returns the encoded value of a term of this field. */
    String value(String term) {
        return CodePointOrder.decode(term).substring(stored().length() + 1);
    }

    /** Returns the stored term for a text of this field. */
    String termOf(String text) {
        return term(TermValue.of(text));
    }

    /** Returns the terms of all that a client may mean by a text: itself, and the number or boolean of this form. */
    Stream<String> termsMeantBy(String text) {
        return TermValue.meantBy(text).stream().map(this::term);
    }

    /** Reads the value of a stored term; empty for a long text, of which only the hash is stored. */
    Optional<JsonNode> read(String term) {
        return TermValue.read(value(term));
    }

    /** Returns the inclusive lower bound of all terms of this field, with which each of them begins. */
    String first() {
        return CodePointOrder.encode(stored() + SEPARATOR);
    }

    /** Returns the exclusive upper bound of all terms of this field. */
    String end() {
        return CodePointOrder.encode(stored() + (char) (SEPARATOR + 1));
    }

    /** Returns the path in a form that is short enough for an index and does not contain the separator of the value. */
    private String stored() {
        return text.length() <= MAX_LENGTH && text.indexOf(SEPARATOR) < 0 ? text : HASHED_ATTRIBUTE + Sha256.hex(text);
    }
}
