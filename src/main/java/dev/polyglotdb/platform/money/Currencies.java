package dev.polyglotdb.platform.money;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The currencies that prices can have. They are the currencies of ISO 4217 with a defined number of decimals, which
 * excludes metals and test codes.
 */
final class Currencies {

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    private Currencies() {}

    /** Returns the number of decimals of a currency; empty for an unknown code. */
    static OptionalInt decimals(String code) {
        var decimals = DECIMALS.get(code);
        return decimals == null ? OptionalInt.empty() : OptionalInt.of(decimals);
    }
}
