package dev.polyglotdb.platform.money;

import dev.polyglotdb.platform.json.SelfChecked;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;

/**
 * An amount of money.
 *
 * @param amount 0 or more, exact
 * @param currency an ISO 4217 code
 */
@SelfChecked
public record Money(
        @NotNull @DecimalMin("0") @DecimalMax("1000000000000")
        BigDecimal amount,

        @NotNull String currency) implements SelfChecked.Body {

    @Override
    @SuppressWarnings("NullAway") // values read from JSON may be null despite their types
    public Map<String, String> problems() {
        if (currency == null) {
            return Map.of();
        }
        var decimals = Currencies.decimals(currency);
        if (decimals.isEmpty()) {
            return Map.of("currency", "must be an ISO 4217 currency code");
        }
        return amount == null || hasAtMost(decimals.getAsInt(), amount)
                ? Map.of()
                : Map.of("amount", "must have at most " + decimals.getAsInt() + " decimals in " + currency);
    }

    /** Strips zeros only where there are decimals: the scale of an extreme number may have no room for more zeros. */
    private static boolean hasAtMost(int decimals, BigDecimal amount) {
        return amount.scale() <= decimals || amount.stripTrailingZeros().scale() <= decimals;
    }

    /**
     * Returns this amount with the currency's number of decimals, as it is stored and sent. For example, 5 EUR becomes
     * 5.00, and 5 JPY stays 5.
     */
    public Money normalized() {
        return new Money(amount.setScale(Currencies.decimals(currency).orElseThrow()), currency);
    }

    /**
     * Returns the amount for this many units. It may have fewer decimals than the currency: see {@link #normalized}.
     */
    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("can't add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }
}
