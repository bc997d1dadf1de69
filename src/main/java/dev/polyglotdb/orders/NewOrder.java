package dev.polyglotdb.orders;

import dev.polyglotdb.platform.json.SelfChecked;
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
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to place an order.
 *
 * @param items the ordered products, each at most once
 * @param payment how the order is paid; null means by invoice
 */
@SelfChecked
public record NewOrder(
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Item> items,
        @Nullable @Valid Payment payment) implements SelfChecked.Body {

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
            @Nullable @Size(max = 255) String token) implements SelfChecked.Body {

        @Override
        public Map<String, String> problems() {
            if (method == PaymentMethod.CARD && (token == null || token.isBlank())) {
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

    List<String> productIds() {
        return items.stream().map(Item::productId).toList();
    }

    /** Returns the token of the card to charge, or null if the order is paid by invoice. */
    @Nullable
    String cardToken() {
        return payment == null ? null : payment.token();
    }
}
