package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A header may hold any bytes but control characters, and only those who read it have an opinion on them. */
@ShopTest
class OpaqueHeaderTests {

    private final Shop shop;

    @LocalServerPort
    private int port;

    OpaqueHeaderTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: iPhone X\u0280",
                "User-Agent: \u202E\uD83D\uDE00",
                "X-App: \u6211\u7684",
                "Cookie: shop=REZ\u00C9",
                "Referer: http://x/\u00C4"
            })
    void aHeaderThatNobodyAsksForMayBeInUtf8(String header) {
        var product = "/products/" + shop.product("1.00");
        for (var path :
                new String[] {product, product + "/stock", "/products", "/", "/v3/api-docs", "/swagger-ui.html"}) {
            assertThat(send("GET " + path, header)).as(path).startsWith("HTTP/1.1 200 ");
        }
        var authorization = "Authorization: Bearer " + shop.admin().token() + "\r\n";
        assertThat(send("DELETE " + product, authorization + header)).startsWith("HTTP/1.1 204 ");
    }

    /** In UTF-8, the letter ends with a byte that is a control character in Latin-1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            POST /orders         | Idempotency-Key: \u00C9                | 400
            GET /products/%s     | If-Match: \u00C9                       | 400
            GET /products/%s     | If-Match: "\u00C9"                     | 412
            GET /products/%s     | If-None-Match: \u00C9                  | 400
            GET /products/%s     | If-None-Match: "\u00C9"                | 200
            GET /products/%s     | If-Modified-Since: \u00C9              | 400
            GET /products/%s     | If-Unmodified-Since: \u00C9            | 400
            GET /products/%s     | If-Range: \u00C9                       | 400
            GET /products/%s     | Accept: application/\u00C9             | 406
            GET /products/%s     | Range: \u00C9                          | 200
            GET /products/%s     | Accept-Encoding: \u00C9                | 200
            GET /products/%s     | Accept-Language: \u00C9                | 200
            GET /orders/1/events | Last-Event-ID: \u00C9                  | 400
            POST /orders         | Content-Encoding: \u00C9               | 415
            """)
    void aHeaderThatIsReadIsJudgedByItsReader(String start, String header, int status) {
        var answer = send(
                start.formatted(shop.product("1.00")),
                "Authorization: Bearer " + shop.admin().token() + "\r\n" + header);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.contains("application/problem+json")).isEqualTo(status >= 400);
    }

    @ParameterizedTest
    @CsvSource({"Authorization: Bearer \u00C9, 401", "Authorization: \u00C9, 401", "Authorization: Basic \u00C9, 401"})
    void whatIsNoTokenOpensNothing(String header, int status) {
        assertThat(send("GET /users/me", header)).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/\u00C9", "application/json;charset=\u00C9", "\u00C9"})
    void whatIsNoMediaTypeIsUnsupported(String type) {
        assertThat(send("POST /orders", "Authorization: Bearer " + shop.admin().token() + "\r\nContent-Type: " + type))
                .startsWith("HTTP/1.1 415 ");
    }

    private String send(String start, String header) {
        var body = start.startsWith("POST ")
                ? "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(shop.product("1.00"))
                : "";
        var type = body.isEmpty() || header.contains("Content-Type") ? "" : "Content-Type: application/json\r\n";
        var request = start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + type + "Content-Length: "
                + body.length() + "\r\n" + header + "\r\n\r\n" + body;
        return RawHttp.send(port, new String(request.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
