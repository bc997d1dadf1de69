package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paths, ids and methods that there are not: whoever asks is told so in the same way. */
@ShopTest
class PathTests {

    private final Shop shop;

    @LocalServerPort
    private int port;

    PathTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/orders/1/nothing", "/users/1/2/3", "/error/x", "/actuator/env"})
    void anUnknownPathIsNotFoundForAnyone(String path) {
        for (var client : clients()) {
            var reply = client.get(path);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.problem()).isEqualTo("not-found");
            assertThat(reply.text("/instance")).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "01", "0x1", "1.0", "1e0", "9223372036854775808", "%EF%BC%91"})
    void whatIsNoIdIsNotFound(String id) {
        var order = shop.admin().orders(shop.product("1.00"), 1).text("/id");

        for (var path : List.of(
                "/orders/%s", "/users/%s", "/users/%s/activity", "/recommend/%s", "/admin/projections/jobs/%s")) {
            assertThat(shop.admin().get(path.formatted(id)).status()).as(path).isEqualTo(404);
        }
        assertThat(shop.admin()
                        .get("/orders/0x" + Long.toHexString(Long.parseLong(order)))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /orders,     'GET,HEAD,OPTIONS,POST'",
        "PUT,    /users/1,    'DELETE,GET,HEAD,OPTIONS'",
        "GET,    /auth/login, 'OPTIONS,POST'",
        "PATCH,  /recommend/1,'GET,HEAD,OPTIONS'"
    })
    void aWrongMethodIsToldTheRightOnesForAnyone(String method, String path, String allowed) {
        for (var client : clients()) {
            var reply = client.send(method, path, BodyPublishers.noBody());

            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.problem()).isEqualTo("method-not-allowed");
            assertThat(allowed.split(","))
                    .contains(reply.header("Allow").orElse("").split(", *"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/a%2Fb",
                "/products/%00",
                "/products/a%5Cb",
                "/products/..%2f..",
                "//products",
                "/products;x=1"
            })
    void whatTheServerRefusesBeforeRoutingIsAProblemToo(String path) {
        var reply = RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(reply)
                .startsWith("HTTP/1.1 40")
                .contains("application/problem+json")
                .contains("\"type\":\"/problems/");
        assertThat(reply).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
        assertThat(reply.contains("\"instance\":\"" + path + "\"")).isEqualTo(!path.startsWith("//"));
    }

    /** RFC 3986, 6.2.2.2 */
    @Test
    void anIdMayHaveItsPeriodsEncoded() {
        var id = shop.product("1.00");
        var withPeriods = id.replace('-', '.');
        shop.admin().post("/products", """
                {"id": "%s", "name": "N", "price": {"amount": 1, "currency": "USD"}}""".formatted(withPeriods));

        for (var period : List.of(".", "%2E", "%2e")) {
            var path = "/products/" + id.replace("-", period);
            assertThat(shop.anybody().get(path).text("/id")).as(path).isEqualTo(withPeriods);
            assertThat(shop.anybody().get(path + "/stock").text("/productId")).isEqualTo(withPeriods);
        }
        assertThat(shop.admin()
                        .client()
                        .send("DELETE", "/products/" + id.replace("-", "%2E"), BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
    }

    /** Tomcat would follow them, and Spring MVC would not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/.",
                "/products/%2E",
                "/products/%2e%2e",
                "/products/%2e./users/me",
                "/products/.%2E/users/me",
                "/products/a/%2e%2e/%2e%2e/orders",
                "/products/%2e%2e/stock",
                "/products/%2e/stock",
                "/%2e/orders",
                "/actuator/health/%2e%2e/prometheus",
                "/actuator/health/%2e%2e/%2e%2e/admin/outbox",
                "/swagger-ui/%2e%2e/application.properties",
                "/console/%2e%2e/application.properties"
            })
    void aPathThatClimbsIsRefusedHoweverItsPeriodsAreWritten(String path) {
        for (var client : clients()) {
            var reply = client.get(path);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.problem()).isEqualTo("bad-request");
        }
    }

    private Client[] clients() {
        return new Client[] {
            shop.anybody(),
            shop.anybody().withToken("stale"),
            shop.customer().client(),
            shop.admin().client()
        };
    }
}
