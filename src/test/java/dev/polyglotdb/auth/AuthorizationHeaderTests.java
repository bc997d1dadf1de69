package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header is read as RFC 9110 writes it, and no more generously. */
@ShopTest
class AuthorizationHeaderTests {

    private final Shop shop;

    AuthorizationHeaderTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer  ", "bearer   ", "BEARER     "})
    void schemeAndTokenAreOneOrMoreSpacesApart(String scheme) {
        assertThat(get(scheme)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer\t", "Bearer \t", "Bearer x ", "Bearer=", "Basic ", "Bear er ", ""})
    void anyOtherWayItIsNoToken(String scheme) {
        assertThat(get(scheme)).isEqualTo(401);
    }

    private int get(String scheme) {
        var token = shop.customer().token();
        return shop.anybody()
                .with("Authorization", scheme + token)
                .get("/users/me")
                .status();
    }
}
