package dev.polyglotdb.products;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Queries that may match some of the {@link RandomProducts}, and never a product of another test. */
final class RandomQueries {

    private static final List<String> SORTS = List.of("id", "price", "-price", "name", "-createdAt", "updatedAt");

    private final Random random;
    private final RandomProducts products;

    RandomQueries(Random random, RandomProducts products) {
        this.random = random;
        this.products = products;
    }

    /** Returns the parameters of a query. A repeated parameter has several values. */
    Map<String, List<String>> next() {
        var query = new LinkedHashMap<String, List<String>>();
        var scope = random.nextInt(5);
        if (scope != 0) {
            query.put("category", List.of(products.pick(products.categories)));
        }
        if (scope <= 1) {
            query.put("brand", List.of(products.pick(products.brands)));
        }
        sometimes(6, () -> query.put("minPrice", List.of(products.pick(RandomProducts.AMOUNTS))));
        sometimes(6, () -> query.put("maxPrice", List.of(products.pick(RandomProducts.AMOUNTS))));
        sometimes(4, () -> query.put("q", List.of(words())));
        sometimes(3, () -> query.put(path(), values()));
        sometimes(8, () -> query.put(path(), values()));
        sometimes(1, () -> query.put("sort", List.of(products.pick(SORTS))));
        sometimes(2, () -> query.put("facets", List.of(facets(query.keySet()))));
        query.put("limit", List.of(products.pick(List.of("1", "2", "3", "7", "100"))));
        return query;
    }

    static String encode(Map<String, List<String>> query) {
        return query.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void sometimes(int outOf, Runnable action) {
        if (random.nextInt(outOf) == 0) {
            action.run();
        }
    }

    private String words() {
        var words = products.phrase();
        return random.nextBoolean()
                ? words
                : words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, words.length()) * 2 / 3));
    }

    /** Returns a path of one or two keys, sometimes more, all of which can be addressed. */
    private String path() {
        var keys = RandomProducts.KEYS.stream()
                .filter(key -> !key.isEmpty() && !key.contains("."))
                .toList();
        return IntStream.rangeClosed(0, random.nextInt(3) / 2 + random.nextInt(2))
                .mapToObj(i -> products.pick(random.nextBoolean() ? keys.subList(0, 4) : keys))
                .collect(Collectors.joining(".", "attr.", ""));
    }

    private List<String> values() {
        var values = new ArrayList<String>();
        do {
            values.add(products.pick(random.nextBoolean() ? RandomProducts.TEXTS : RandomProducts.NUMBERS));
        } while (random.nextInt(3) == 0);
        return values;
    }

    /** What ignores the only filter that other tests' products don't meet would count those, too. */
    private String facets(Set<String> filters) {
        return Stream.concat(
                        Stream.of("category", "brand", "attr.serial"),
                        IntStream.range(0, 4).mapToObj(i -> path()))
                .filter(name -> random.nextBoolean())
                .filter(name -> !name.equals("category") || filters.contains("brand"))
                .filter(name -> !name.equals("brand") || filters.contains("category"))
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(","), names -> names.isEmpty() ? "attr.a" : names));
    }
}
