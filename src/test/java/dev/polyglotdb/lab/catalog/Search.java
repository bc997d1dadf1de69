package dev.polyglotdb.lab.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search of the catalog. Whatever is empty is no condition.
 *
 * @param category one at most
 * @param words all must match; the last may be the beginning of a word
 * @param attributes any of the values by path; a value is a text, a number or a boolean, as it is written
 * @param sort {@code id}, {@code price} or {@code -price}
 * @param facets {@code brand} and paths of attributes
 */
record Search(
        List<String> category,
        List<String> words,
        Map<String, List<String>> attributes,
        String sort,
        List<String> facets) {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

    static Search all() {
        return new Search(List.of(), List.of(), Map.of(), "id", List.of());
    }

    Search in(String name) {
        return new Search(List.of(name), words, attributes, sort, facets);
    }

    Search with(String... all) {
        return new Search(category, List.of(all), attributes, sort, facets);
    }

    Search having(String path, String... values) {
        var more = new LinkedHashMap<>(attributes);
        more.put(path, List.of(values));
        return new Search(category, words, more, sort, facets);
    }

    Search by(String order) {
        return new Search(category, words, attributes, order, facets);
    }

    Search counting(String... names) {
        return new Search(category, words, attributes, sort, List.of(names));
    }

    /** Returns the same search without the condition on an attribute. */
    Search without(String path) {
        var others = attributes.entrySet().stream()
                .filter(condition -> !condition.getKey().equals(path))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        return new Search(category, words, others, sort, facets);
    }

    /** Returns the parameters of {@code GET /products}. */
    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("sort", List.of(sort));
        if (!category.isEmpty()) {
            parameters.put("category", category);
        }
        if (!words.isEmpty()) {
            parameters.put("q", List.of(String.join(" ", words)));
        }
        if (!facets.isEmpty()) {
            parameters.put("facets", facets.stream().map(Search::parameter).toList());
        }
        attributes.forEach((path, values) -> parameters.put(parameter(path), values));
        return parameters;
    }

    private static String parameter(String name) {
        return name.equals("brand") ? name : "attr." + name;
    }

    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }

    static boolean isTruth(String value) {
        return value.equals("true") || value.equals("false");
    }
}
