package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that a proxy before the application and the application itself could take for different ones. */
@ShopTest
class SmugglingTests {

    /** Whatever ends up here has been taken for a second request. */
    private static final String SECOND = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Shop shop;

    @LocalServerPort
    private int port;

    SmugglingTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0, 0\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x0\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length : 0\r\n\r\n",
                "Content-Length\r\n: 0\r\n\r\n",
                "X-Folded: a\r\n Content-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity, chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\rX\n\r\n",
                "Host: y\r\nContent-Length: 0\r\n\r\n"
            })
    void anAmbiguousRequestIsTheLastOfItsConnection(String ambiguous) {
        var answer = RawHttp.send(
                port,
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + ambiguous + SECOND);

        // 501 is HTTP's own word for a transfer coding that a server doesn't know.
        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501) .*");
        assertThat(answer).doesNotContain("/smuggled");
        assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSize(2);
    }

    @Test
    void whatIsUnambiguousMayBeFollowedByAnother() {
        var answer = RawHttp.send(
                port,
                "GET /users/me HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET /smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("/smuggled");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin: 1", "X-Original-URL: /admin/outbox", "X-Rewrite-URL: /admin/outbox"})
    void noHeaderSpeaksForAnotherPath(String header) {
        var product = shop.product("1.00");

        assertThat(RawHttp.send(
                        port,
                        "GET /products/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n\r\n"
                                .formatted(product, header)))
                .startsWith("HTTP/1.1 200")
                .contains(product);
    }

    @Test
    void noHeaderSpeaksForAnotherMethod() {
        assertThat(shop.customer()
                        .client()
                        .with("X-HTTP-Method-Override", "DELETE")
                        .post("/auth/sessions")
                        .status())
                .isEqualTo(405);
    }
}
