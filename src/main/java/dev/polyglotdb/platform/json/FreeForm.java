package dev.polyglotdb.platform.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A JSON object whose structure the client defines. It is returned with exactly the values that were received. It may
 * contain 64-bit integers, other numbers within decimal128 (34 significant digits), well-formed Unicode, and containers
 * nested at most {@value #MAX_DEPTH} deep, counting the object itself.
 */
@JsonSerialize(using = FreeForm.Serializer.class)
@JsonDeserialize(using = FreeForm.Deserializer.class)
public final class FreeForm {

    /** The object without members. */
    public static final FreeForm EMPTY = of(JsonNodeFactory.instance.objectNode());

    static final int MAX_DEPTH = 64;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** One of these is there from the beginning; the other is computed on first use. */
    private volatile @Nullable ObjectNode tree;

    private volatile @Nullable String json;

    private FreeForm(@Nullable ObjectNode tree, @Nullable String json) {
        this.tree = tree;
        this.json = json;
    }

    /** Wraps a tree that is known to meet the limits, because it was checked on input or created by the application. */
    public static FreeForm of(ObjectNode tree) {
        return new FreeForm(tree, null);
    }

    /** Parses a text that meets the limits, such as what {@link #json()} returned. */
    public static FreeForm parse(String json) {
        return of((ObjectNode) EXACT.readTree(json));
    }

    /**
     * Wraps what {@link #json()} returned, and parses it only if the tree is asked for. Most of what was stored is only
     * sent.
     */
    public static FreeForm stored(String json) {
        return new FreeForm(null, json);
    }

    /** Creates an object from plain values: strings, numbers, booleans, lists and maps. */
    public static FreeForm of(Map<String, ?> members) {
        return of(EXACT.<ObjectNode>valueToTree(members));
    }

    /** Returns the tree itself, not a copy: whoever gets it must not change it. */
    public ObjectNode tree() {
        var known = tree;
        if (known == null) {
            known = (ObjectNode) EXACT.readTree(json());
            tree = known;
        }
        return known;
    }

    /** Returns the compact JSON text. */
    public String json() {
        var known = json;
        if (known == null) {
            known = tree().toString();
            json = known;
        }
        return known;
    }

    /** Returns the size of the compact JSON text in UTF-8, in bytes. */
    public int bytes() {
        var text = json();
        var bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            // A surrogate pair takes four bytes in UTF-8, so each half counts as two.
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }

    /** Returns whether both are the same JSON value: members may have any order, and numbers count by value. */
    public boolean isSameValueAs(FreeForm other) {
        return tree().equals(FreeForm::compareValues, other.tree());
    }

    private static int compareValues(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FreeForm form && tree().equals(form.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return json();
    }

    static final class Serializer extends StdSerializer<FreeForm> {

        Serializer() {
            super(FreeForm.class);
        }

        @Override
        public void serialize(FreeForm value, JsonGenerator generator, SerializationContext context) {
            var tree = value.tree;
            if (tree == null) {
                generator.writeRawValue(value.json());
            } else {
                tree.serialize(generator, context);
            }
        }
    }

    static final class Deserializer extends StdDeserializer<FreeForm> {

        Deserializer() {
            super(FreeForm.class);
        }

        @Override
        public FreeForm deserialize(JsonParser parser, DeserializationContext context) {
            var read = context.readTree(parser);
            if (!(read instanceof ObjectNode object)) {
                throw new InvalidValueException(parser, "must be an object");
            }
            var problem = problemOf(object, 1);
            if (problem != null) {
                throw new InvalidValueException(parser, problem);
            }
            return of(object);
        }

        private static @Nullable String problemOf(JsonNode node, int depth) {
            if (node.isContainer()) {
                return depth > MAX_DEPTH ? "must not nest deeper than " + MAX_DEPTH : problemInside(node, depth);
            }
            if (node.isString()) {
                return Unicode.isWellFormed(node.stringValue()) ? null : "must be well-formed Unicode";
            }
            if (node.isIntegralNumber()) {
                return node.canConvertToLong() ? null : "must not hold integers of more than 64 bits";
            }
            if (node.isNumber()) {
                return Decimal128Range.includes(node.decimalValue())
                        ? null
                        : "must not hold numbers beyond 34 digits (decimal128)";
            }
            return null;
        }

        private static @Nullable String problemInside(JsonNode container, int depth) {
            for (var member : container.properties()) {
                if (!Unicode.isWellFormed(member.getKey())) {
                    return "must be well-formed Unicode";
                }
            }
            for (var child : container.values()) {
                var problem = problemOf(child, depth + 1);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
    }
}
