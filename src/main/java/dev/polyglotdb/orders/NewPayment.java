package dev.polyglotdb.orders;

import dev.polyglotdb.web.SelfChecked;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an order shall be paid.
 *
 * @param token what the payment gateway knows the card by; needed for a card, absent for an invoice
 */
@SelfChecked
public record NewPayment(
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
        return "NewPayment[method=" + method + "]";
    }
}
