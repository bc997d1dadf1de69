package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new product must have, and who may create one. */
@ShopTest
class NewProductTests {

    private final Shop shop;

    NewProductTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anyoneCanReadAProductThatAnAdministratorCreated() {
        var id = Shop.unique("lamp");

        var created = shop.admin().post("/products", """
                        {"id": "%s", "name": "Desk Lamp", "category": "lamps", "price": {"amount": 19.9, "currency": "EUR"},
                         "version": 99, "createdAt": "2000-01-01T00:00:00Z"}""".formatted(id));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).hasValue("/products/" + id);
        var read = shop.anybody().get("/products/" + id);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.header("ETag")).hasValue("\"1\"");
        assertThat(read.number("/version")).isEqualTo(1);
        assertThat(read.at("/price/amount").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(read.body().has("description")).isFalse();
        assertThat(read.at("/attributes").isEmpty()).isTrue();
        assertThat(read.text("/createdAt")).isGreaterThan("2026");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                             | #/id #/name #/price
            {"id": "a b", "name": "", "price": {"amount": -1, "currency": "EUR"}}          | #/id #/name #/price/amount
            {"id": "import", "name": "n", "price": {"amount": 1.005, "currency": "EUR"}}   | #/id #/price/amount
            {"id": "..", "name": "n", "price": {"amount": 1, "currency": "XXX"}}           | #/id #/price/currency
            {"id": "a", "name": "n", "price": {"amount": "1", "currency": 5}}              | #/price/amount #/price/currency
            {"id": "a", "name": "n", "price": 5}                                           | #/price
            {"id": "a", "name": "n", "price": {"amount": 1, "currency": "EUR", "tax": 1}}  | #/price/tax
            {"id": "a", "name": "n", "price": {"amount": 1.5, "currency": "JPY"}}          | #/price/amount
            """)
    void everyBadFieldIsNamed(String body, String pointers) {
        var reply = shop.admin().post("/products", body);

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void anIdCanBeUsedOnlyOnce() {
        var reply = shop.admin().post("/products", Editor.product(shop.product("1.00"), "{}"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("product-exists");
    }
}
