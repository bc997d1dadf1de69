package dev.polyglotdb.orders;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.json.CodePoints;
import dev.polyglotdb.platform.json.SelfChecked;
import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.products.ProductId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request to place an order.
 *
 * @param items the ordered products, each at most once
 * @param payment how the order is paid; null means by invoice
 */
@SelfChecked
public record NewOrder(
        @NotNull @Size(min = 1, max = NewOrder.MAX_ITEMS) List<@NotNull @Valid Item> items,
        @Nullable @Valid Payment payment)
        implements SelfChecked.Body {

    /**
     * The properties that count for the hash even when they are absent. Others do not: a client may repeat a request
     * that the version before this one has answered, or the other way round, and a new property must not change the
     * hash of requests without it. These two were counted from the first version on.
     */
    private static final Set<String> COUNT_WHEN_ABSENT = Set.of("payment", "token");

    private static final int MAX_ITEMS = 100;

    /**
     * Keeps one item more than there may be, which tells that there are too many. Drops the rest, since each could add
     * problems to the answer.
     */
    @SuppressWarnings("NullAway") // values read from JSON may be null despite their types
    public NewOrder {
        if (items != null && items.size() > MAX_ITEMS) {
            items = items.subList(0, MAX_ITEMS + 1);
        }
    }

    /** A product and the ordered quantity. */
    public record Item(
            @NotNull @ProductId String productId,
            @NotNull @Min(1) @Max(1000) Integer quantity) {}

    /**
     * How the order is to be paid.
     *
     * @param token the payment gateway's token for the card; required for a card, absent for an invoice
     */
    @SelfChecked
    public record Payment(
            @NotNull PaymentMethod method,
            @Nullable @CodePoints(max = 255) String token) implements SelfChecked.Body {

        /**
         * Checks the token against the method. It must also be well-formed: the hash of a request replaces half a
         * surrogate pair with a question mark, so different tokens would have the same hash.
         */
        @Override
        public Map<String, String> problems() {
            if (token != null && !Unicode.isWellFormed(token)) {
                return Map.of("token", "must be well-formed Unicode");
            }
            if (method == PaymentMethod.CARD && (token == null || Unicode.isBlank(token))) {
                return Map.of("token", "must not be empty");
            }
            return method == PaymentMethod.INVOICE && token != null
                    ? Map.of("token", "must be absent for an invoice")
                    : Map.of();
        }

        /** Omits the token, so that it never appears in a log. */
        @Override
        public String toString() {
            return "Payment[method=" + method + "]";
        }
    }

    @Override
    @SuppressWarnings("NullAway") // values read from JSON may be null despite their types
    public Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        var seen = new HashSet<String>();
        for (int i = 0; items != null && i < items.size(); i++) {
            var item = items.get(i);
            if (item != null && item.productId() != null && !seen.add(item.productId())) {
                problems.put("items[" + i + "].productId", "must not be there twice");
            }
        }
        return problems;
    }

    /** Returns the hash by which a repeated request is known. It is stored instead of the token of a card. */
    String hash(JsonMapper json) {
        return hash(json.<JsonNode>valueToTree(this));
    }

    static String hash(JsonNode request) {
        dropAbsent(request);
        return Sha256.hex(request.toString());
    }

    private static void dropAbsent(JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .removeIf(
                            property -> property.getValue().isNull() && !COUNT_WHEN_ABSENT.contains(property.getKey()));
        }
        node.values().forEach(NewOrder::dropAbsent);
    }

    List<String> productIds() {
        return items.stream().map(Item::productId).toList();
    }

    /** Returns the token of the card to charge, or null if the order is paid by invoice. */
    @Nullable
    String cardToken() {
        return payment == null ? null : payment.token();
    }
}
