package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A header that may be given once is not given twice; nobody has to guess which of them counts. */
@ShopTest
class RepeatedHeaderTests {

    private final Shop shop;

    @LocalServerPort
    private int port;

    RepeatedHeaderTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Content-Type",
                "Content-Length",
                "Content-Location",
                "Content-Range",
                "Content-Disposition",
                "Host",
                "Idempotency-Key",
                "Last-Event-ID",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "If-Range",
                "Range",
                "Date",
                "From",
                "Max-Forwards",
                "Origin",
                "Access-Control-Request-Method",
                "Referer",
                "User-Agent"
            })
    void aHeaderThatMayBeGivenOnceAndIsGivenTwiceIsRefused(String header) {
        var answer = get("/products", "%1$s: 0\r\n%2$s: 0\r\n".formatted(header, header.toLowerCase(Locale.ROOT)));

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("X-Content-Type-Options: nosniff")
                .contains("\"type\":\"/problems/bad-request\"");
    }

    @Test
    void twoKeysPlaceNoOrder() {
        var client = shop.customer().client().with("Idempotency-Key", "one").with("Idempotency-Key", "two");

        assertThat(client.post("/orders", Person.order(shop.product("1.00"), 1)).problem())
                .isEqualTo("bad-request");
        assertThat(client.get("/products").problem()).isEqualTo("bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept: */*", "Accept-Encoding: br", "If-None-Match: \"0\"", "Cache-Control: no-cache", "Via: x"
            })
    void aListMayComeInSeveralLines(String header) {
        assertThat(get("/products/" + shop.product("1.00"), header + "\r\n" + header + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String get(String path, String headers) {
        return RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nHost: 0\r\nConnection: close\r\n" + headers + "\r\n");
    }
}
