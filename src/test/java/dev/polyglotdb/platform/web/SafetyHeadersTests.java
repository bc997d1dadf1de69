package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ShopTest
class SafetyHeadersTests {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private final Shop shop;

    @LocalServerPort
    private int port;

    SafetyHeadersTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void whatIsPrivateIsKeptNowhere() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1);
        var login = """
                {"email": "%s", "password": "%s"}""";

        for (var reply : List.of(
                ada.get("/users/me"),
                order,
                ada.get("/orders"),
                ada.get("/recommend/" + ada.id()),
                ada.post("/orders/1/ship"),
                shop.admin().get("/actuator/prometheus"),
                shop.anybody().post("/auth/login", login.formatted(ada.email(), ada.password())),
                shop.anybody().post("/auth/login", login.formatted(ada.email(), "wrong password")),
                ada.post("/auth/logout"),
                ada.get("/users/me"))) {
            isSafe(reply);
            assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
        }
    }

    @Test
    void everyProblemIsSafeAndKeptNowhere() {
        var anybody = shop.anybody();

        for (var reply : List.of(
                anybody.get("/nothing"),
                anybody.get("/products/nothing"),
                anybody.get("/products?limit=0"),
                anybody.send("DELETE", "/orders", BodyPublishers.noBody()),
                anybody.post("/users", "{"),
                anybody.post("/users", " ".repeat((1 << 20) + 1)),
                anybody.with("Content-Type", "text/plain").send("POST", "/users", BodyPublishers.ofString("x")),
                anybody.with("Authorization", "Bearer a b").get("/users/me"))) {
            reply.problem();
            isSafe(reply);
            assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
        }
    }

    @Test
    void whatIsPublicMayBeKeptAsLongAsItIsAskedFor() {
        var product = "/products/" + shop.product("1.00");

        var fresh = shop.anybody().get(product);
        var same = shop.anybody()
                .with("If-None-Match", fresh.header("ETag").orElseThrow())
                .get(product);

        isSafe(fresh);
        assertThat(fresh.header("Cache-Control")).hasValue("no-cache");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("Cache-Control")).hasValue("no-cache");
        assertThat(same.header("Content-Security-Policy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a%2fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET //x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /users HTTP/1.1\r\n\r\n",
                "GET /users HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
            })
    void whatTheServerRefusesBeforeRoutingIsSafeToo(String request) {
        var answer = RawHttp.send(port, request);

        assertThat(answer).startsWith("HTTP/1.1 4").contains("Content-Type: application/problem+json");
        ALWAYS.forEach((name, value) -> assertThat(answer).containsOnlyOnce("\r\n" + name + ": " + value + "\r\n"));
        assertThat(answer).containsOnlyOnce("\r\nCache-Control: no-store\r\n").doesNotContain("\r\nServer:");
    }

    @Test
    void aPageMayLoadWhatIsHereAndAPolicyOfItsOwnStays() {
        var page = new MockHttpServletResponse();
        page.setContentType("text/html;charset=UTF-8");
        var special = new MockHttpServletResponse();
        special.setHeader("Content-Security-Policy", "default-src https:");
        special.setHeader("Cache-Control", "max-age=60");

        new SafetyHeaders().writeHeaders(new MockHttpServletRequest(), page);
        new SafetyHeaders().writeHeaders(new MockHttpServletRequest(), special);

        assertThat(page.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'self'; ")
                .doesNotContain("unsafe");
        assertThat(special.getHeaders("Content-Security-Policy")).containsExactly("default-src https:");
        assertThat(special.getHeaders("Cache-Control")).containsExactly("max-age=60");
    }

    @Test
    void browsersAreBoundToTlsOnlyWhereThereIsTls() {
        assertThat(shop.anybody().get("/products").header("Strict-Transport-Security"))
                .isEmpty();
    }

    private static void isSafe(Reply reply) {
        ALWAYS.forEach((name, value) -> assertThat(reply.http().headers().allValues(name))
                .as("%s of %s", name, reply)
                .containsExactly(value));
        for (var telling : List.of("Server", "X-Powered-By", "Set-Cookie", "Access-Control-Allow-Origin")) {
            assertThat(reply.header(telling)).as(telling).isEmpty();
        }
    }
}
