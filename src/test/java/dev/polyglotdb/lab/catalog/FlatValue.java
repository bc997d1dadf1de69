package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.platform.json.FreeForm;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One value of the attributes of a product.
 *
 * @param path the keys that lead to it, with dots between: an attribute
 * @param pointer the same with positions in arrays: its place in the product
 * @param kind {@code s}, {@code n}, {@code b} for texts, numbers and booleans, {@code 0} for null, {@code o} and
 *     {@code a} for objects and arrays without content
 * @param value a text, a number, a boolean, or null
 */
record FlatValue(
        String path, String pointer, char kind, @Nullable Object value) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static List<FlatValue> of(FreeForm attributes) {
        var values = new ArrayList<FlatValue>();
        addMembers("", "", attributes.tree(), values);
        return values;
    }

    private static void addMembers(String path, String pointer, JsonNode object, List<FlatValue> values) {
        object.properties().forEach(member -> {
            var key = member.getKey();
            var name = key.contains(".") ? "[" + key + "]" : key;
            add(
                    path.isEmpty() ? name : path + "." + name,
                    pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
                    member.getValue(),
                    values);
        });
    }

    private static void add(String path, String pointer, JsonNode node, List<FlatValue> values) {
        if (node.isContainer() && node.isEmpty()) {
            values.add(new FlatValue(path, pointer, node.isObject() ? 'o' : 'a', null));
        } else if (node.isObject()) {
            addMembers(path, pointer, node, values);
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                // A position in an array, unlike a key, has a colon before it.
                add(path, pointer + "/:" + i, node.get(i), values);
            }
        } else if (node.isNumber()) {
            values.add(new FlatValue(path, pointer, 'n', node.decimalValue()));
        } else if (node.isBoolean()) {
            values.add(new FlatValue(path, pointer, 'b', node.booleanValue()));
        } else {
            values.add(
                    node.isNull()
                            ? new FlatValue(path, pointer, '0', null)
                            : new FlatValue(path, pointer, 's', node.stringValue()));
        }
    }

    /** Returns kind, pointer and the three columns of values, for {@code COPY}. */
    String line() {
        var text = value == null ? "" : CopyLine.text(value.toString());
        return "%s\t%s\t%s\t%s\t%s"
                .formatted(
                        kind,
                        CopyLine.text(pointer),
                        kind == 's' ? text : "\\N",
                        kind == 'n' ? text : "\\N",
                        kind == 'b' ? text : "\\N");
    }

    /** Reads the same columns, from this one on; empty if the product has no values. */
    static Optional<FlatValue> read(ResultSet row, int first) throws SQLException {
        var kind = row.getString(first);
        if (kind == null) {
            return Optional.empty();
        }
        Object value = switch (kind) {
            case "s" -> row.getString(first + 2);
            case "n" -> row.getBigDecimal(first + 3);
            case "b" -> row.getBoolean(first + 4);
            default -> null;
        };
        return Optional.of(new FlatValue("", row.getString(first + 1), kind.charAt(0), value));
    }

    /** Returns the attributes that have these values, which are in their order. */
    static FreeForm together(List<FlatValue> values) {
        var attributes = NODES.objectNode();
        for (var value : values) {
            put(attributes, value.pointer.substring(1).split("/", -1), value.node());
        }
        return FreeForm.of(attributes);
    }

    private static void put(ObjectNode attributes, String[] steps, JsonNode value) {
        JsonNode at = attributes;
        for (var i = 0; i < steps.length; i++) {
            var isLast = i == steps.length - 1;
            var key = steps[i].replace("~1", "/").replace("~0", "~");
            var known = at instanceof ArrayNode array ? array.get(Integer.parseInt(key.substring(1))) : at.get(key);
            if (known == null) {
                known = isLast ? value : steps[i + 1].startsWith(":") ? NODES.arrayNode() : NODES.objectNode();
                if (at instanceof ArrayNode array) {
                    array.add(known);
                } else {
                    ((ObjectNode) at).set(key, known);
                }
            }
            at = known;
        }
    }

    private JsonNode node() {
        return switch (kind) {
            case 's' -> NODES.stringNode((String) value);
            case 'n' -> NODES.numberNode((BigDecimal) value);
            case 'b' -> NODES.booleanNode(Boolean.TRUE.equals(value));
            case 'o' -> NODES.objectNode();
            case 'a' -> NODES.arrayNode();
            default -> NODES.nullNode();
        };
    }
}
