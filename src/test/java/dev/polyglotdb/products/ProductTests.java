package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ProductTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void aNewProductIsCompleted() {
        var product = Product.of(command("Lamp", null, "5", null), 0, NOW);

        assertThat(product)
                .isEqualTo(new Product("lamp", "Lamp", null, null, null, money("5.00"), FreeForm.EMPTY, 1, NOW, NOW));
    }

    @Test
    void aProductThatIsMadeAgainGoesOnFromTheLastVersion() {
        assertThat(Product.of(command("Lamp", null, "5", null), 41, NOW).version())
                .isEqualTo(42);
    }

    /** Whoever copies the catalog has passed the earlier time, which an instance with a fast clock may have written. */
    @Test
    void theTimeOfTheLastChangeNeverGoesBack() {
        var product = Product.of(command("Lamp", null, "5", null), 0, LATER);

        assertThat(product.revisedBy(command("Desk lamp", null, "5", null), NOW).updatedAt())
                .isEqualTo(LATER);
    }

    @Test
    void aChangeIsANewVersionOfTheSameProduct() {
        var product = Product.of(command("Lamp", "Old", "5", "{\"a\":1}"), 0, NOW);

        assertThat(product.revisedBy(command("Desk lamp", null, "6", null), LATER))
                .isEqualTo(new Product(
                        "lamp", "Desk lamp", null, null, null, money("6.00"), FreeForm.EMPTY, 2, NOW, LATER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            Lamp  | Old | 5.000  | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | Old | 5      | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | Old | 0.5e1  | { "a" : 1.0, "b" : { "c" : [ 1, null ] } }
            """)
    void aChangeThatChangesNothingLeavesTheVeryProduct(
            String name, @Nullable String description, String price, @Nullable String attributes) {
        var product = Product.of(command("Lamp", "Old", "5.00", "{\"a\":1.0,\"b\":{\"c\":[1,null]}}"), 0, NOW);

        assertThat(product.revisedBy(command(name, description, price, attributes), LATER))
                .isSameAs(product);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            lamp  | Old | 5.00 | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | -   | 5.00 | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | old | 5.00 | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | Old | 5.01 | {"a":1.0,"b":{"c":[1,null]}}
            Lamp  | Old | 5.00 | -
            Lamp  | Old | 5.00 | {"a":1.00,"b":{"c":[1,null]}}
            Lamp  | Old | 5.00 | {"a":1,"b":{"c":[1,null]}}
            Lamp  | Old | 5.00 | {"a":"1.0","b":{"c":[1,null]}}
            Lamp  | Old | 5.00 | {"b":{"c":[1,null]},"a":1.0}
            Lamp  | Old | 5.00 | {"a":1.0,"b":{"c":[null,1]}}
            Lamp  | Old | 5.00 | {"a":1.0,"b":{"c":[1]}}
            """)
    void anyOtherIsOne(String name, @Nullable String description, String price, @Nullable String attributes) {
        var product = Product.of(command("Lamp", "Old", "5.00", "{\"a\":1.0,\"b\":{\"c\":[1,null]}}"), 0, NOW);

        var revised = product.revisedBy(command(name, description, price, attributes), LATER);

        assertThat(revised.version()).isEqualTo(2);
        assertThat(revised.createdAt()).isEqualTo(NOW);
        assertThat(revised.updatedAt()).isEqualTo(LATER);
        assertThat(revised.attributes().json()).isEqualTo(attributes == null ? "{}" : attributes);
    }

    @ParameterizedTest
    @CsvSource({"light, ACME, EUR, false", "Light, ACME, EUR, true", "light, Acme, EUR, true", "light, ACME, USD, true"
    })
    void soIsAnotherCategoryBrandOrCurrency(String category, String brand, String currency, boolean changed) {
        var product = Product.of(command("light", "ACME", "EUR"), 0, NOW);

        assertThat(product.revisedBy(command(category, brand, currency), LATER).version())
                .isEqualTo(changed ? 2 : 1);
    }

    private static NewProduct command(String category, String brand, String currency) {
        return new NewProduct("lamp", "Lamp", null, category, brand, new Money(new BigDecimal("5"), currency), null);
    }

    private static NewProduct command(
            String name, @Nullable String description, String price, @Nullable String attributes) {
        return new NewProduct(
                "lamp",
                name,
                description,
                null,
                null,
                money(price),
                attributes == null ? null : FreeForm.parse(attributes));
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
