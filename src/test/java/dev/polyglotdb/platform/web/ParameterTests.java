package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that cannot be read are named, all of them at once. */
@ShopTest
class ParameterTests {

    private final Shop shop;

    ParameterTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=",
                "limit=1.5",
                "limit=-1",
                "cursor=%21",
                "cursor=",
                "cursor=eA.x"
            })
    void aBadLimitOrCursorIsNamed(String query) {
        var reply = shop.customer().get("/orders?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#/" + query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?limit=0&cursor=!,                         'limit,cursor'",
        "/auth/sessions?limit=x&cursor=!,                  'limit,cursor'",
        "/activity?limit=0&cursor=!&from=x&to=y&type=z,    'from,to,type,limit,cursor'",
        "/activity?limit=0,                                'limit'",
        "/products?limit=0&sort=x&minPrice=y&cursor=!,     'sort,minPrice,limit,cursor'"
    })
    void everyBadParameterIsNamed(String path, String names) {
        assertThat(shop.customer().get(path).invalid())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(names.split(",")).map(name -> "#/" + name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products?=x", "/orders?=", "/auth/sessions?limit=1&=", "/products?%FF=1"})
    void whatHasNoNameOrNoTextIsRefusedForThat(String path) {
        var reply = shop.customer().get(path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/detail")).isEqualTo("Each parameter must have a name and be well-formed UTF-8.");
    }
}
