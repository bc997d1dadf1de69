package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A precondition that can't be read is refused, but path, method and session are judged before. */
@ShopTest
class UnreadablePreconditionTests {

    private final Shop shop;

    UnreadablePreconditionTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nope, 404",
        "POST, /products/export, 405",
        "DELETE, /orders, 405",
        "POST, /orders, 401",
        "PUT, /products/x, 401",
        "GET, /actuator/info, 401",
        "GET, /products, 400",
        "GET, /, 400",
        "GET, /console/style.css, 400",
        "GET, /v3/api-docs, 400",
        "GET, /actuator/health, 400"
    })
    void comesAfterPathMethodAndSession(String method, String path, int status) {
        for (var header : new String[] {"If-Match", "If-None-Match", "If-Modified-Since", "If-Range"}) {
            var reply = shop.anybody().with(header, "W/7").send(method, path, BodyPublishers.noBody());

            assertThat(reply.status()).as(header).isEqualTo(status);
            assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
        }
    }
}
