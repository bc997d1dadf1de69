package dev.polyglotdb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.fixture.Client;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ShopTest
class ConventionsTests {

    private final Shop shop;

    @LocalServerPort
    private int port;

    ConventionsTests(Shop shop) {
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
        "DELETE, /users/1,    'GET,HEAD,OPTIONS'",
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
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void aBodyThatIsNotJsonIsRefusedByItsMediaType(String mediaType) {
        var reply = shop.anybody()
                .with("Content-Type", mediaType)
                .send("POST", "/users", BodyPublishers.ofString("email=a@b"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "*/*;charset=utf-8", "a", "application/json;charset='", "text/plain;q="})
    void aMediaTypeThatIsNoneIsRefusedWhereThereIsABodyAndNoMatterElsewhere(String mediaType) {
        var client = shop.anybody().with("Content-Type", mediaType);

        assertThat(client.send("POST", "/users", BodyPublishers.ofString("{}")).status())
                .isEqualTo(415);
        assertThat(client.get("/products/@type/related").status()).isEqualTo(404);
        assertThat(client.get("/products").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"email\": }",
                "{'email': 'a@b'}",
                "{\"email\": \"a@b\"} {}",
                "{\"email\": \"a@b\", \"email\": \"c@d\"}",
                "{\"email\": NaN}",
                "{\"email\": \"\n\"}"
            })
    void aBodyThatIsNotOneJsonValueIsMalformed(String body) {
        var reply = shop.anybody().post("/users", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        var reply = shop.anybody()
                .with("Content-Type", "application/json")
                .send("POST", "/users", BodyPublishers.ofByteArray(new byte[] {
                    '{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'
                }));

        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @Test
    void aBodyNestedTooDeepIsMalformed() {
        var reply = shop.anybody().post("/users", "[".repeat(5000) + "]".repeat(5000));

        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null"})
    void aBodyOfTheWrongTypeIsInvalidAsAWhole(String body) {
        var reply = shop.anybody().post("/users", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#");
    }

    @Test
    void aBodyMayHaveOneMebibyteAndNotOneByteMore() {
        var name = "{\"name\": \"%s\"}".formatted("x".repeat((1 << 20) - 12));

        assertThat(shop.anybody().post("/users", name).problem()).isEqualTo("validation");
        assertThat(shop.anybody().post("/users", name + " ").problem()).isEqualTo("payload-too-large");
        assertThat(shop.anybody().post("/users", name + " ").status()).isEqualTo(413);
    }

    @Test
    void aBodyOfUnknownLengthIsCutAtTheSameLimit() {
        var endless = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 << 20]));

        var reply = shop.anybody().with("Content-Type", "application/json").send("POST", "/users", endless);

        assertThat(reply.problem()).isEqualTo("payload-too-large");
    }

    @Test
    void everyResponseTellsWhatItsTimeWentTo() {
        var ada = shop.customer();

        assertThat(ada.get("/users/me").header("Server-Timing").orElse(""))
                .matches("postgres;dur=[0-9.]+, redis;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(shop.anybody()
                        .get("/products?limit=100")
                        .header("Server-Timing")
                        .orElse(""))
                .matches("mongodb;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(shop.anybody().get("/nothing").header("Server-Timing").orElse(""))
                .matches("total;dur=[0-9.]+");
        assertThat(shop.anybody().get("/users/me").header("Server-Timing").orElse(""))
                .matches("total;dur=[0-9.]+");
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
    @ValueSource(
            strings = {
                "/products/a%2Fb",
                "/products/%00",
                "/products/a%5Cb",
                "/products/..%2f..",
                "//products",
                "/products;x=1"
            })
    void whatTheServerRefusesBeforeRoutingIsAProblemToo(String path) throws IOException {
        var reply = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(reply)
                .startsWith("HTTP/1.1 40")
                .contains("application/problem+json")
                .contains("\"type\":\"/problems/");
        assertThat(reply).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
        assertThat(reply.contains("\"instance\":\"" + path + "\"")).isEqualTo(!path.startsWith("//"));
    }

    private Client[] clients() {
        return new Client[] {
            shop.anybody(),
            shop.anybody().withToken("stale"),
            shop.customer().client(),
            shop.admin().client()
        };
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
