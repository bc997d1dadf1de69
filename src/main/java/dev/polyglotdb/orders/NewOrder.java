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
 * An order as a client places it.
 *
 * @param items what is ordered, each product once
 * @param payment by invoice if null
 */
@SelfChecked
public record NewOrder(
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Item> items,
        @Nullable @Valid Payment payment) implements SelfChecked.Body {

    /** A product and how many of it. */
    public record Item(
            @NotNull @ProductId String productId,
            @NotNull @Min(1) @Max(1000) Integer quantity) {}

    /**
     * How an order shall be paid.
     *
     * @param token what the payment gateway knows the card by; needed for a card, absent for an invoice
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

        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Payment[method=" + method + "]";
        }
    }

    @Override
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
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

    /** The token of the card to charge; null if the order is paid by invoice. */
    @Nullable
    String cardToken() {
        return payment == null ? null : payment.token();
    }
}
