package dev.polyglotdb.orders;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.products.ProductSummary;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;

/**
 * The ordered items with their current names and prices. There is at least one item, and all prices are in one
 * currency.
 */
record PricedItems(List<Item> items, Money total) {

    /**
     * A line of an order, with the product's name and price at the time the order was placed.
     *
     * @param unitPrice the price of one unit, in the order's currency
     */
    @Embeddable
    record Item(String productId, String name, int quantity, BigDecimal unitPrice) {

        Money lineTotal(String currency) {
            return new Money(unitPrice, currency).times(quantity);
        }
    }

    private static final ProblemType UNKNOWN_PRODUCT =
            new ProblemType("unknown-product", "The product does not exist", HttpStatus.UNPROCESSABLE_CONTENT);
    private static final ProblemType MIXED_CURRENCIES = new ProblemType(
            "mixed-currencies", "The prices are in different currencies", HttpStatus.UNPROCESSABLE_CONTENT);

    /** @throws ProblemException (422) if a product does not exist or if the currencies differ */
    static PricedItems of(List<NewOrder.Item> items, Map<String, ProductSummary> summaries) {
        var unknown = items.stream()
                .map(NewOrder.Item::productId)
                .filter(id -> !summaries.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    UNKNOWN_PRODUCT,
                    "These products do not exist: " + String.join(", ", unknown) + ".",
                    Map.of("productIds", unknown));
        }
        if (summaries.values().stream()
                        .map(product -> product.price().currency())
                        .distinct()
                        .count()
                > 1) {
            throw new ProblemException(MIXED_CURRENCIES, "One order can only have prices in one currency.");
        }
        var total = items.stream()
                .map(item -> product(summaries, item).price().times(item.quantity()))
                .reduce(Money::plus)
                .orElseThrow();
        return new PricedItems(
                items.stream().map(item -> line(item, product(summaries, item))).toList(), total);
    }

    private static ProductSummary product(Map<String, ProductSummary> summaries, NewOrder.Item item) {
        return Objects.requireNonNull(summaries.get(item.productId()));
    }

    private static Item line(NewOrder.Item item, ProductSummary product) {
        return new Item(
                product.id(), product.name(), item.quantity(), product.price().amount());
    }
}
