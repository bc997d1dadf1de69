package dev.polyglotdb.products;

import dev.polyglotdb.platform.json.CodePoints;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.MaxBytes;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.search.MaxTerms;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Products that exhaust the limits of a new product, which are read from its constraints. */
final class ExtremeProducts {

    private static final int MAX_BYTES = limit("attributes", MaxBytes.class).value();
    private static final int MAX_TERMS = limit("attributes", MaxTerms.class).value();

    private static final int LABELS = max("name") + max("category") + max("brand");

    /** Stored as it is; as a term it takes more than twice its bytes, more than any other character. */
    private static final String GROWING = "\uFFFD";

    /** The longest key of a path that is stored in its own characters. */
    private static final int LONGEST_KEY = 100 - "attr.".length();

    /** Characters that a parser, a normalization, an escape or an encoding might blow up. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            "\u00E9",
            "e\u0301",
            GROWING,
            "\uD7FF",
            "\uDBFF\uDFFF",
            "\uFB2C",
            "\uD834\uDD60",
            "$",
            ".",
            "\\u0000",
            "\\u0001",
            "\\\"",
            " ",
            "\u4E2D");

    private static final List<IntFunction<String>> VALUES = List.of(
            i -> "0",
            Integer::toString,
            i -> i + "e6",
            i -> "0." + i,
            i -> "1e-" + (i % 6_000),
            i -> "9.99999999999999999999999999999999e" + (i % 6_000),
            i -> "\"" + i + "\"",
            i -> "[]",
            i -> "{}",
            i -> "null",
            i -> "{\"a\":" + i + "}",
            i -> "[" + i + "]");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Random random;

    ExtremeProducts(Random random) {
        this.random = random;
    }

    /**
     * Returns the product that takes the most room: as many terms as possible repeat the path that grows most, and what
     * is left of the attributes are the numbers that grow most from JSON to BSON.
     */
    static NewProduct largest(String id) {
        var start = "{\"" + GROWING.repeat(LONGEST_KEY) + "\":[";
        var terms = IntStream.range(0, MAX_TERMS).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var zeros = ",0".repeat((MAX_BYTES - bytes(start + terms + "]}")) / 2);
        return product(
                id,
                GROWING.repeat(LABELS),
                words(Character::isSupplementaryCodePoint, max("description")),
                start + terms + zeros + "]}");
    }

    /** Returns the product with the most keys: each value and each word is another one, as short as can be. */
    static NewProduct mostKeys(String id) {
        var values = IntStream.range(0, MAX_TERMS).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var words = words(point -> true, LABELS + max("description"));
        return product(id, words.substring(0, LABELS), words.substring(LABELS), "{\"n\":[" + values + "]}");
    }

    /** Returns a product whose attributes nest as deep as they may. */
    static NewProduct deepest(String id, int depth) {
        return product(id, "x".repeat(LABELS), "", "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}");
    }

    /** Returns a product with a value below this many keys. */
    static NewProduct nested(String id, String key, int keys) {
        var start = ("{\"" + key + "\":").repeat(keys);
        return product(id, "x".repeat(LABELS), "", start + "0" + "}".repeat(keys));
    }

    /** Returns a product of extremes, which may be beyond a limit. */
    NewProduct next() {
        var key = text(random.nextInt(2 * LONGEST_KEY));
        var nesting = random.nextInt(62);
        var start = "{\"a\":".repeat(nesting) + "{\"" + key + "\":[";
        var end = "]}" + "}".repeat(nesting);
        var room = MAX_BYTES - bytes(start + end) - random.nextInt(64);
        var value = VALUES.get(random.nextInt(VALUES.size()));
        var text = random.nextBoolean() ? text(1 + random.nextInt(220)) : "";
        var values = new StringBuilder();
        for (var i = 0; ; i++) {
            // Repeated values have no further terms, so there may be more of them than there may be terms.
            var next = text.isEmpty() ? value.apply(i % MAX_TERMS) : "\"" + i % MAX_TERMS + text + "\"";
            room -= bytes(next) + 1;
            if (room < 0) {
                break;
            }
            values.append(values.isEmpty() ? "" : ",").append(next);
        }
        return product("p", GROWING.repeat(LABELS), description(), start + values + end);
    }

    private String text(int length) {
        var character = CHARACTERS.get(random.nextInt(CHARACTERS.size()));
        return IntStream.range(0, length)
                .mapToObj(i -> random.nextInt(9) > 0 ? character : CHARACTERS.get(random.nextInt(CHARACTERS.size())))
                .collect(Collectors.joining());
    }

    private String description() {
        var first = random.nextInt(0x10000);
        return words(point -> point >= first, max("description"));
    }

    /** Returns letters that are words of their own, as many as fit. */
    private static String words(IntPredicate letters, int length) {
        var text = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetterOrDigit)
                .filter(letters)
                .filter(point -> Character.toLowerCase(Character.toUpperCase(point)) == point)
                .limit(length)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
        var end = Math.min(text.codePointCount(0, text.length()), length);
        return text.substring(0, text.offsetByCodePoints(0, end));
    }

    /** @param labels the name, the category and the brand, one after the other */
    private static NewProduct product(String id, String labels, String description, String attributes) {
        var name = max("name");
        var category = name + max("category");
        return new NewProduct(
                id,
                labels.substring(0, name),
                description,
                labels.substring(name, category),
                labels.substring(category),
                new Money(new BigDecimal("999999999999.99"), "EUR"),
                JSON.readValue(attributes, FreeForm.class));
    }

    private static int bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int max(String field) {
        return limit(field, CodePoints.class).max();
    }

    private static <A extends Annotation> A limit(String field, Class<A> constraint) {
        try {
            return NewProduct.class.getDeclaredField(field).getAnnotation(constraint);
        } catch (NoSuchFieldException renamed) {
            throw new AssertionError(renamed);
        }
    }
}
