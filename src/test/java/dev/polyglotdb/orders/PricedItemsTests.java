package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductSummary;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

@Tag("fast")
class PricedItemsTests {

    private static final ProductSummary LAMP = product("lamp", "19.99", "EUR");
    private static final ProductSummary DESK = product("desk", "250.00", "EUR");
    private static final ProductSummary SAKE = product("sake", "1800", "JPY");

    @Test
    void linesKeepTheOrderOfTheRequestAndTheNamesAndPricesOfNow() {
        var basket = PricedItems.of(List.of(item("desk", 1), item("lamp", 3)), catalog(LAMP, DESK));

        assertThat(basket.items())
                .containsExactly(
                        new PricedItems.Item("desk", "The desk", 1, new BigDecimal("250.00")),
                        new PricedItems.Item("lamp", "The lamp", 3, new BigDecimal("19.99")));
        assertThat(basket.total()).isEqualTo(new Money(new BigDecimal("309.97"), "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"0.10, EUR, 3, 0.30", "1800, JPY, 2, 3600", "0.001, KWD, 1000, 1.000", "0.00, EUR, 1000, 0.00"})
    void theTotalIsExact(String price, String currency, int quantity, String total) {
        var basket = PricedItems.of(List.of(item("thing", quantity)), catalog(product("thing", price, currency)));

        assertThat(basket.total()).isEqualTo(new Money(new BigDecimal(total), currency));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 19.99, USD, 19.99",
        "3, 19.99, USD, 59.97",
        "3, 0.10, EUR, 0.30",
        "1000, 1000000000000.00, EUR, 1000000000000000.00",
        "7, 120, JPY, 840",
        "1000, 0.001, KWD, 1.000",
        "5, 0.00, EUR, 0.00"
    })
    void aLineCostsWhatItsPiecesCostToTheLastDigit(int quantity, BigDecimal price, String currency, BigDecimal total) {
        assertThat(new PricedItems.Item("lamp", "Desk lamp", quantity, price).lineTotal(currency))
                .isEqualTo(new Money(total, currency));
    }

    @Test
    void aHundredLinesOfTheDearestProductStillAddUp() {
        var products = IntStream.range(0, 100)
                .mapToObj(number -> product("p" + number, "1000000000000.00", "EUR"))
                .toArray(ProductSummary[]::new);
        var items =
                Arrays.stream(products).map(product -> item(product.id(), 1000)).toList();

        assertThat(PricedItems.of(items, catalog(products)).total().amount()).isEqualByComparingTo("1e17");
    }

    @Test
    void everyUnknownProductIsNamedInTheOrderOfTheRequest() {
        var items = List.of(item("gone", 1), item("lamp", 1), item("away", 2));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PricedItems.of(items, catalog(LAMP)))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
                    assertThat(problem.getBody().getType()).hasToString("/problems/unknown-product");
                    assertThat(problem.getBody().getDetail()).contains("gone, away");
                    assertThat(Objects.requireNonNull(problem.getBody().getProperties()))
                            .containsEntry("productIds", List.of("gone", "away"));
                });
    }

    @Test
    void pricesInTwoCurrenciesMakeNoOrder() {
        var items = List.of(item("lamp", 1), item("sake", 1));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PricedItems.of(items, catalog(LAMP, SAKE)))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
                    assertThat(problem.getBody().getType()).hasToString("/problems/mixed-currencies");
                });
    }

    @Test
    void anUnknownProductIsToldBeforeMixedCurrencies() {
        var items = List.of(item("lamp", 1), item("sake", 1), item("gone", 1));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PricedItems.of(items, catalog(LAMP, SAKE)))
                .satisfies(problem -> assertThat(problem.getBody().getType()).hasToString("/problems/unknown-product"));
    }

    private static NewOrder.Item item(String productId, int quantity) {
        return new NewOrder.Item(productId, quantity);
    }

    private static ProductSummary product(String id, String price, String currency) {
        return new ProductSummary(id, "The " + id, new Money(new BigDecimal(price), currency));
    }

    private static Map<String, ProductSummary> catalog(ProductSummary... products) {
        return Arrays.stream(products).collect(Collectors.toMap(ProductSummary::id, Function.identity()));
    }
}
