package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orders are refused, and with which problem. */
@ShopTest
class RefusedOrderTests {

    private final Shop shop;

    RefusedOrderTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                        | #/items
            {"items": []}                                                                             | #/items
            {"items": null, "payment": {}}                                                            | #/items #/payment/method
            {"items": [null]}                                                                         | #/items/0
            {"items": [{}]}                                                                           | #/items/0/productId #/items/0/quantity
            {"items": [{"productId": "a/b", "quantity": 0}]}                                          | #/items/0/productId #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 1001}, {"productId": 5, "quantity": "1"}]}      | #/items/0/quantity #/items/1/productId #/items/1/quantity
            {"items": [{"productId": "a", "quantity": 1.5}]}                                          | #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 99999999999999999999}]}                         | #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 1}, {"productId": "a", "quantity": 2}]}         | #/items/1/productId
            {"items": [{"productId": "a", "quantity": 1, "price": 0}], "total": 0}                    | #/items/0/price #/total
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "card"}}             | #/payment/token
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "card", "token": ""}}| #/payment/token
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "cash"}}             | #/payment/method
            {"items": [{"productId": "a", "quantity": 1}], "payment": "card"}                         | #/payment
            """)
    void everyBadFieldIsNamed(String body, String pointers) {
        var reply = shop.customer().post("/orders", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void anOrderMayHave100ItemsAndNotMore() {
        var products = new ArrayList<String>();
        for (int i = 0; i < 101; i++) {
            products.add("{\"productId\": \"unknown-%d\", \"quantity\": 1}".formatted(i));
        }

        assertThat(shop.customer()
                        .post("/orders", "{\"items\": " + products + "}")
                        .invalid())
                .containsExactly("#/items");
        assertThat(shop.customer()
                        .post("/orders", "{\"items\": " + products.subList(0, 100) + "}")
                        .problem())
                .isEqualTo("unknown-product");
    }

    @Test
    void productsThatDoNotExistAreNamed() {
        var lamp = shop.product("1.00");

        var reply = shop.customer()
                .post("/orders", "{\"items\": [%s, %s, %s]}".formatted(item("nix"), item(lamp), item("nada")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("unknown-product");
        assertThat(reply.texts("/productIds", "")).containsExactly("nix", "nada");
    }

    @Test
    void anOrderWithTwoCurrenciesIsRefused() {
        var reply = shop.customer()
                .post(
                        "/orders",
                        "{\"items\": [%s, %s]}"
                                .formatted(item(shop.product("1.00", "USD")), item(shop.product("1.00", "EUR"))));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("mixed-currencies");
    }

    private static String item(String productId) {
        return "{\"productId\": \"%s\", \"quantity\": 1}".formatted(productId);
    }
}
