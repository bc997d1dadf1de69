package dev.polyglotdb.products;

import dev.polyglotdb.testing.Shop;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Products of all shapes. Their values come from a small set, so that they often coincide. Each product has a category
 * or a brand that only this run uses.
 */
final class RandomProducts {

    static final List<String> KEYS = List.of(
            "a",
            "b",
            "serial",
            "color",
            "A",
            "a.b",
            "$set",
            "$ref",
            "$id",
            "",
            "ключ",
            "😀",
            "n\0",
            "_id",
            "\u0001",
            "k".repeat(150));

    static final List<String> TEXTS = List.of(
            "red",
            "Red",
            "10",
            "1e1",
            "true",
            "$x",
            "",
            "null",
            "é",
            "e\u0301",
            "😀",
            "\uFFFD",
            "\0",
            "a\nb",
            "0",
            "x".repeat(201));

    static final List<String> NUMBERS = List.of(
            "10",
            "10.0",
            "1e1",
            "-5",
            "-50e-1",
            "0",
            "-0.0",
            "1e-7",
            "1.5",
            "9007199254740993",
            "9007199254740992",
            "9223372036854775807",
            "-9223372036854775808",
            "1234567890123456789012345678901234e-10",
            "1E+30",
            "7e6000",
            "3e-6000");

    static final List<String> WORDS = List.of(
            "Lamp",
            "LAMP",
            "lamps",
            "Desk",
            "desk-lamp",
            "Ärmel",
            "ärmel",
            "Straße",
            "ΣΊΣΥΦΟΣ",
            "σίσυφος",
            "北京",
            "USB3",
            "usb 3",
            "e\u0301",
            "😀",
            "\uFFFD",
            "İ",
            "i",
            "ı",
            "K",
            "\u212A",
            "$5",
            "\n",
            "𐐀",
            "𐐨");

    static final List<String> AMOUNTS = List.of("0", "5", "5.00", "9.99", "10", "1000000000000", "0.01");

    final List<String> categories;
    final List<String> brands;

    private final Random random;

    RandomProducts(Random random) {
        this.random = random;
        var run = Shop.unique("run");
        categories = List.of(run + " c", run + " $d");
        brands = List.of("$" + run, run + " x", run + "\uFFFD", run + "😀");
    }

    /** Returns a product as JSON to post. */
    String next() {
        var product = JsonNodeFactory.instance.objectNode();
        var category = random.nextInt(4);
        var brand = random.nextInt(6);
        product.put("id", Shop.unique(pick(List.of("p", "P", ".", "_"))));
        // A name has no controls, unlike a description.
        product.put("name", "n" + phrase().replaceAll("\\p{Cntrl}", ""));
        if (random.nextBoolean()) {
            product.put("description", phrase());
        }
        if (category < 2 || brand >= brands.size()) {
            // One category has so many products that they have more distinct values than a facet shows.
            product.put("category", categories.get(random.nextInt(4) / 3));
        }
        if (brand < brands.size()) {
            product.put("brand", brands.get(brand));
        }
        var json = product.toString();
        return "%s, \"price\": {\"amount\": %s, \"currency\": \"EUR\"}, \"attributes\": %s}"
                .formatted(json.substring(0, json.length() - 1), pick(AMOUNTS), object(0));
    }

    String phrase() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> pick(WORDS))
                .collect(Collectors.joining(" ", " ", ""));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The outermost object always has two of the keys. One of them has more distinct values than a facet shows. */
    private String object(int depth) {
        var always = depth == 0 ? Stream.of("serial", "b") : Stream.<String>of();
        var others = random.ints(random.nextInt(6), 0, KEYS.size()).mapToObj(KEYS::get);
        return Stream.concat(always, others)
                .distinct()
                .map(key -> quote(key) + ": "
                        + (depth == 0 && key.equals("serial") ? random.nextInt(300) : value(depth + 1)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0, 1 -> quote(pick(TEXTS));
            case 2, 3 -> pick(NUMBERS);
            case 4 -> String.valueOf(random.nextBoolean());
            case 5 -> random.nextBoolean() ? "null" : String.valueOf(random.nextInt(200));
            case 6 -> object(depth);
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> value(depth + 1))
                        .collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static String quote(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
