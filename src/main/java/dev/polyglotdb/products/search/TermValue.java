package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.json.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Encodes values as text that preserves their type and order, so that one index serves all values. Numbers come
 * first, by value, then strings by code points, then the hashes of strings that are too long for an index, then
 * false and true.
 */
final class TermValue {

    static final int MAX_LENGTH = 200;

    private static final char NUMBER = '1';
    private static final char TEXT = '2';
    private static final char LONG_TEXT = '3';
    private static final char TRUTH = '4';

    private TermValue() {}

    /** Encodes a value; empty for null and for containers, which cannot be queried. */
    static Optional<String> of(JsonNode value) {
        if (value.isString()) {
            return Optional.of(of(value.stringValue()));
        }
        if (value.isNumber()) {
            return Optional.of(NUMBER + NumberOrder.encode(value.decimalValue()));
        }
        return value.isBoolean() ? Optional.of(TRUTH + value.asString()) : Optional.empty();
    }

    /** Encodes a text in NFC, so that it finds its equal whatever its code points. */
    static String of(String text) {
        var composed = Unicode.composed(text);
        return composed.length() <= MAX_LENGTH ? TEXT + composed : LONG_TEXT + Sha256.hex(composed);
    }

    /**
     * Encodes everything that a client may mean by this text: the string itself, and the number or boolean
     * of this form.
     */
    static List<String> meantBy(String text) {
        var values = new ArrayList<String>();
        values.add(of(text));
        DecimalNumber.parse(text).ifPresent(number -> values.add(NUMBER + NumberOrder.encode(number)));
        if (text.equals("true") || text.equals("false")) {
            values.add(TRUTH + text);
        }
        return values;
    }

    /** Decodes a value; empty for a long string, of which only the hash is stored. */
    static Optional<JsonNode> read(String value) {
        var nodes = JsonNodeFactory.instance;
        var content = value.substring(1);
        return switch (value.charAt(0)) {
            case NUMBER -> Optional.of(nodes.numberNode(NumberOrder.decode(content)));
            case TEXT -> Optional.of(nodes.stringNode(content));
            case TRUTH -> Optional.of(nodes.booleanNode(Boolean.parseBoolean(content)));
            default -> Optional.empty();
        };
    }
}
