package dev.polyglotdb.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class MoneyTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @CsvSource({
        "19.99, USD",
        "0, USD",
        "0.00, EUR",
        "19.990, USD",
        "1e2, USD",
        "19.9900000000000000000000000000000000000000, USD",
        "1000000000000, EUR",
        "1800, JPY",
        "1800.0, JPY",
        "1.8e3, JPY",
        "0.001, KWD",
        "0.0010, KWD",
        "0.0001, CLF"
    })
    void anAmountMayHaveTheDecimalsOfItsCurrencyByValue(String amount, String currency) {
        assertThat(violations(money(amount, currency))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "19.999, USD, amount must have at most 2 decimals in USD",
        "0.001, EUR, amount must have at most 2 decimals in EUR",
        "1e-3, EUR, amount must have at most 2 decimals in EUR",
        "1800.5, JPY, amount must have at most 0 decimals in JPY",
        "0.0001, KWD, amount must have at most 3 decimals in KWD"
    })
    void moreDecimalsAreRefused(String amount, String currency, String problem) {
        assertThat(violations(money(amount, currency))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "Usd", "US", "USDX", "US ", "EURO", "€", "XAU", "XTS", "XXX", "ZZZ"})
    void whatIsNoCurrencyIsRefused(String currency) {
        assertThat(violations(money("1", currency))).containsExactly("currency must be an ISO 4217 currency code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "-1", "1000000000000.01", "1000000000001", "1e300"})
    void anAmountIsFrom0ToATrillion(String amount) {
        assertThat(violations(money(amount, "EUR"))).singleElement().asString().startsWith("amount ");
    }

    @ParameterizedTest
    @CsvSource({", EUR, amount", "1, , currency", ", , 'amount,currency'", ", euro, 'amount,currency'"})
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
    void whatIsMissingIsNamed(@Nullable BigDecimal amount, @Nullable String currency, String names) {
        assertThat(violations(new Money(amount, currency)))
                .extracting(problem -> problem.replaceFirst(" .*", ""))
                .containsExactly(names.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "5, EUR, 5.00",
        "5.0, EUR, 5.00",
        "5.000, EUR, 5.00",
        "0, EUR, 0.00",
        "5e3, EUR, 5000.00",
        "5, JPY, 5",
        "5.0, JPY, 5",
        "5e3, JPY, 5000",
        "5, KWD, 5.000",
        "5.25, KWD, 5.250",
        "-5, EUR, -5.00"
    })
    void theNormalFormHasTheDecimalsOfTheCurrency(String amount, String currency, String normal) {
        assertThat(money(amount, currency).normalized()).isEqualTo(money(normal, currency));
        assertThat(money(amount, currency).normalized().amount()).hasToString(normal);
    }

    @ParameterizedTest
    @CsvSource({"19.99, 3, 59.97", "0.10, 3, 0.30", "1000000000000.00, 1000, 1000000000000000.00", "19.99, 0, 0.00"})
    void aMultipleIsExact(String amount, int quantity, String product) {
        assertThat(money(amount, "EUR").times(quantity)).isEqualTo(money(product, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"0.10, 0.20, 0.30", "1, 0.01, 1.01", "999999999999.99, 0.01, 1000000000000.00"})
    void aSumIsExact(String one, String other, String sum) {
        assertThat(money(one, "EUR").plus(money(other, "EUR"))).isEqualTo(money(sum, "EUR"));
    }

    @Test
    void twoCurrenciesHaveNoSum() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> money("1.00", "EUR").plus(money("1.00", "USD")))
                .withMessageContainingAll("EUR", "USD");
    }

    @Test
    void whatIsRightHasNoProblems() {
        assertThat(money("1.00", "EUR").problems()).isEqualTo(Map.of());
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static List<String> violations(Money money) {
        return VALIDATOR.validate(money).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .toList();
    }
}
