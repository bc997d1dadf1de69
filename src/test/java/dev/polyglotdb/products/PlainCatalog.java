package dev.polyglotdb.products;

import dev.polyglotdb.testing.Reply;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A model of {@code GET /products} according to the contract: plain Java over a list of all products. It is slow and
 * only for tests.
 */
record PlainCatalog(List<JsonNode> products) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}]*");
    private static final Comparator<String> BY_CODE_POINTS =
            Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);
    private static final int LONG = 200;

    /** Returns all matching products, in the requested order. */
    List<JsonNode> find(Map<String, List<String>> query) {
        return products.stream()
                .filter(product -> query.entrySet().stream()
                        .allMatch(parameter -> matches(product, parameter.getKey(), parameter.getValue())))
                .sorted(order(query.getOrDefault("sort", List.of("id")).get(0)))
                .toList();
    }

    /** Returns the facet of this name over what all other filters match, each value as {@code type:text=count}. */
    List<String> facet(Map<String, List<String>> query, String name) {
        var others = new LinkedHashMap<>(query);
        others.remove(name);
        var matching = find(others);
        var counts = new LinkedHashMap<Value, Long>();
        for (var product : matching) {
            values(product, name).map(Value::of).distinct().forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Value, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(50)
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static boolean matches(JsonNode product, String parameter, List<String> values) {
        var value = values.get(0);
        return switch (parameter) {
            case "sort", "facets", "limit" -> true;
            case "category", "brand" ->
                product.has(parameter)
                        && composed(value)
                                .equals(composed(product.path(parameter).asString()));
            case "minPrice" -> amount(product).compareTo(new BigDecimal(value)) >= 0;
            case "maxPrice" -> amount(product).compareTo(new BigDecimal(value)) <= 0;
            case "q" -> value.isBlank() || (!words(value).isEmpty() && hasWords(product, words(value)));
            default ->
                values(product, parameter).anyMatch(has -> values.stream().anyMatch(asked -> equal(has, asked)));
        };
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean hasWords(JsonNode product, List<String> asked) {
        var words = Stream.of("name", "description", "brand", "category")
                .flatMap(field -> words(product.path(field).asString("")).stream())
                .toList();
        for (int i = 0; i < asked.size(); i++) {
            var word = asked.get(i);
            Predicate<String> found = i < asked.size() - 1
                    ? word::equalsIgnoreCase
                    : longer -> longer.regionMatches(true, 0, word, 0, word.length());
            if (words.stream().noneMatch(found)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        var visible = text.replaceAll("[\u00AD\u200C\u200D]", "");
        return WORD.matcher(composed(visible)).results().map(MatchResult::group).toList();
    }

    /** Returns the texts, numbers and booleans under a name that filters and facets accept. */
    private static Stream<JsonNode> values(JsonNode product, String name) {
        var keys = name.startsWith("attr.") ? name.substring(5).split("\\.", -1) : new String[] {name};
        var nodes = Stream.of(name.startsWith("attr.") ? product.path("attributes") : product);
        for (var key : keys) {
            nodes = nodes.flatMap(PlainCatalog::elements)
                    .map(node -> node.get(key))
                    .filter(Objects::nonNull);
        }
        return nodes.flatMap(PlainCatalog::elements).filter(node -> node.isValueNode() && !node.isNull());
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node.valueStream().flatMap(PlainCatalog::elements) : Stream.of(node);
    }

    private static boolean equal(JsonNode value, String asked) {
        if (value.isNumber()) {
            var number = json(asked);
            return number != null && number.isNumber() && number.decimalValue().compareTo(value.decimalValue()) == 0;
        }
        return composed(value.asString()).equals(composed(asked));
    }

    private static @org.jspecify.annotations.Nullable JsonNode json(String text) {
        try {
            return text.isBlank() || !text.equals(text.strip()) ? null : Reply.parse(text);
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static BigDecimal amount(JsonNode product) {
        return product.at("/price/amount").decimalValue();
    }

    private static Comparator<JsonNode> order(String sort) {
        Function<JsonNode, String> id = product -> product.path("id").asString();
        Comparator<JsonNode> first = switch (sort) {
            case "id" -> Comparator.comparing(id);
            case "price" -> Comparator.comparing(PlainCatalog::amount);
            case "-price" -> Comparator.comparing(PlainCatalog::amount).reversed();
            case "name" -> Comparator.comparing(product -> product.path("name").asString(), BY_CODE_POINTS);
            case "-createdAt" ->
                Comparator.comparing((JsonNode product) -> time(product, "createdAt"))
                        .reversed();
            case "updatedAt" -> Comparator.comparing(product -> time(product, "updatedAt"));
            default -> throw new IllegalArgumentException(sort);
        };
        return first.thenComparing(id);
    }

    private static Instant time(JsonNode product, String field) {
        return Instant.parse(product.path(field).asString());
    }

    /** A value of a facet. Numbers sort first, then texts, then texts of more than 200 characters, then booleans. */
    record Value(int rank, BigDecimal number, String text) implements Comparable<Value> {

        static Value of(JsonNode node) {
            if (node.isNumber()) {
                return new Value(1, node.decimalValue().stripTrailingZeros(), "");
            }
            var text = composed(node.asString());
            return new Value(node.isBoolean() ? 4 : text.length() > LONG ? 3 : 2, BigDecimal.ZERO, text);
        }

        @Override
        public int compareTo(Value other) {
            return Comparator.comparing(Value::rank)
                    .thenComparing(Value::number)
                    .thenComparing(Value::text, BY_CODE_POINTS)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return rank + ":" + number + text;
        }
    }

    /** Returns the facet of a response in the same form. */
    static List<String> facet(JsonNode answer) {
        return answer.valueStream()
                .map(group -> Value.of(group.path("value")) + "="
                        + group.path("count").longValue())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
