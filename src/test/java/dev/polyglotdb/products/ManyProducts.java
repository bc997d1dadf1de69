package dev.polyglotdb.products;

import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * As many products as one likes, each with the attributes of one of the demo's: thirteen categories that share hardly
 * an attribute. Prices and colours vary; everything follows from its number.
 */
public final class ManyProducts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLORS =
            List.of("graphite", "sand", "walnut", "charcoal", "natural", "black", "white", "moss", "rust", "navy");

    /** So few that many products share one. */
    private static final long PRICES = 100;

    private final List<NewProduct> shapes;

    public ManyProducts() {
        shapes = ClassPathText.read("demo/products.ndjson")
                .lines()
                .map(line -> JSON.readValue(line, NewProduct.class))
                .toList();
    }

    /** Returns the products from one number to before another. */
    public List<NewProduct> between(long from, long to) {
        return LongStream.range(from, to).mapToObj(this::product).toList();
    }

    public NewProduct product(long i) {
        var shape = shapes.get((int) (i % shapes.size()));
        return new NewProduct(
                id(i),
                "%s %d".formatted(shape.name(), i / shapes.size()),
                shape.description(),
                shape.category(),
                shape.brand(),
                new Money(
                        BigDecimal.valueOf(990 + mixed(i) % PRICES * 1_000, 2),
                        shape.price().currency()),
                attributes(shape, i));
    }

    public String id(long i) {
        return "%s-%d".formatted(shapes.get((int) (i % shapes.size())).id(), i / shapes.size());
    }

    private static FreeForm attributes(NewProduct shape, long i) {
        var attributes = shape.attributes();
        if (attributes == null || !attributes.tree().has("color")) {
            return attributes == null ? FreeForm.EMPTY : attributes;
        }
        ObjectNode tree = attributes.tree().deepCopy();
        tree.put("color", COLORS.get((int) (mixed(i + 1) % COLORS.size())));
        return FreeForm.of(tree);
    }

    /** Spreads numbers, always in the same way. */
    private static long mixed(long i) {
        return (i * 0x9E3779B97F4A7C15L >>> 33) ^ i;
    }
}
