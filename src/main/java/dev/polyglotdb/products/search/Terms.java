package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The terms of a product: one for every distinct value of every field. Arrays at any depth stand for their
 * elements. Values below a key that is empty or contains a dot have no path and thus no term. The category and the
 * brand come first.
 *
 * <p>A value that has a term is called filterable: a text, a number or a boolean, but neither null nor a container.
 * Equal values of one field count once. The attributes of a product may have {@value #MAX_OF_ATTRIBUTES} of them,
 * because each is an entry in an index. Products that were stored before this limit may have more.
 */
public final class Terms {

    /** The maximum number of filterable values in attributes. */
    public static final int MAX_OF_ATTRIBUTES = 2_000;

    /** The maximum number of terms that do not come from attributes; these are the first ones. */
    static final int OF_FIELDS = 2;

    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private Terms() {}

    /** Returns the terms, each with its value. */
    static Map<String, JsonNode> of(@Nullable String category, @Nullable String brand, FreeForm attributes) {
        var terms = new Terms();
        var nodes = JsonNodeFactory.instance;
        if (category != null) {
            terms.add(FieldPath.CATEGORY, FieldPath.CATEGORY.first(), nodes.stringNode(category));
        }
        if (brand != null) {
            terms.add(FieldPath.BRAND, FieldPath.BRAND.first(), nodes.stringNode(brand));
        }
        terms.addMembers(FieldPath.ATTRIBUTE, attributes.tree());
        return terms.values;
    }

    /** Returns the terms of the attributes alone. */
    public static Map<String, JsonNode> of(FreeForm attributes) {
        var terms = new Terms();
        terms.addMembers(FieldPath.ATTRIBUTE, attributes.tree());
        return terms.values;
    }

    private void addMembers(String prefix, JsonNode object) {
        object.properties().forEach(member -> {
            var key = member.getKey();
            if (!key.isEmpty() && key.indexOf('.') < 0) {
                var path = new FieldPath(prefix + key);
                add(path, path.first(), member.getValue());
            }
        });
    }

    /** @param first the beginning of the terms, which takes long to derive if the path is long */
    private void add(FieldPath path, String first, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> add(path, first, element));
        } else if (value.isObject()) {
            addMembers(path.text() + ".", value);
        } else {
            TermValue.of(value).ifPresent(text -> values.put(first + CodePointOrder.encode(text), value));
        }
    }
}
