package dev.polyglotdb.platform.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CurrenciesTests {

    @ParameterizedTest
    @CsvSource({"USD, 2", "EUR, 2", "CHF, 2", "JPY, 0", "KRW, 0", "VND, 0", "KWD, 3", "BHD, 3", "TND, 3", "CLF, 4"})
    void aCurrencyHasTheDecimalsOfIso4217(String code, int decimals) {
        assertThat(Currencies.decimals(code)).hasValue(decimals);
    }

    /** Gold, silver, special drawing rights, the test code and "no currency" have no minor units. */
    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XAG", "XDR", "XTS", "XXX"})
    void whatHasNoMinorUnitsIsNoPrice(String code) {
        assertThat(Currencies.decimals(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "Eur", "EU", "EURO", "978", "€", "\u0000"})
    void aCodeIsReadToTheLetter(String code) {
        assertThat(Currencies.decimals(code)).isEmpty();
    }
}
