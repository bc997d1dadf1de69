package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everything is told to log all that it can, and still nothing that opens an account or spends money is in there. */
@ShopTest
@Isolated("it reads what everybody logs")
class SecretsInLogsTests {

    private static final String PASSWORD = "password-needle-8f1c";
    private static final String WRONG_PASSWORD = "wrong-needle-77aa";
    private static final String WRONG_TOKEN = "token-needle-41d0";
    private static final String CARD = "tok_needle_93be";
    private static final String NUMBER = "8675309867530986";

    private final Shop shop;

    @LocalServerPort
    private int port;

    SecretsInLogsTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void noPasswordTokenOrHashIsEverLogged() {
        var email = Shop.unique("secretive") + "@example.com";
        var product = shop.product("1.00");
        String token;
        List<String> lines;
        try (var log = LogLines.ofEverything()) {
            token = registerAndLogIn(email);
            failToLogIn(email);
            useTokens(shop.anybody().withToken(token));
            pay(shop.anybody().withToken(token), product);
            lines = log.all();
        }

        // The test would be worth nothing if the loggers had not spoken.
        assertThat(lines.stream().filter(line -> line.contains("/auth/login"))).hasSizeGreaterThan(10);
        var secrets = List.of("-needle-", "_needle_", NUMBER, token, "{bcrypt}", "$2a$");
        assertThat(lines.stream().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
    }

    private String registerAndLogIn(String email) {
        var anybody = shop.anybody();
        var registration = """
                {"email": "%s", "name": "Somebody", "password": "%s"}""";
        assertThat(anybody.post("/users", registration.formatted(email, PASSWORD))
                        .status())
                .isEqualTo(201);
        assertThat(anybody.post("/users", registration.formatted(email, PASSWORD))
                        .status())
                .isEqualTo(409);
        assertThat(anybody.post("/users", registration.formatted("no address", PASSWORD))
                        .status())
                .isEqualTo(400);
        assertThat(anybody.post("/users", registration.formatted("a@b", PASSWORD.repeat(9)))
                        .status())
                .isEqualTo(400);
        return logIn(email, '"' + PASSWORD + '"').text("/token");
    }

    private void failToLogIn(String email) {
        var anybody = shop.anybody();
        assertThat(logIn(email, '"' + WRONG_PASSWORD + '"').status()).isEqualTo(401);
        for (var password :
                List.of(NUMBER, WRONG_PASSWORD, "[\"" + WRONG_PASSWORD + "\"]", "{\"" + WRONG_PASSWORD + "\": 1}")) {
            assertThat(logIn(email, password).status()).isEqualTo(400);
        }
        assertThat(anybody.post("/auth/login", "\"" + WRONG_PASSWORD).status()).isEqualTo(400);
        assertThat(anybody.with("Content-Type", "application/x-www-form-urlencoded")
                        .send("POST", "/auth/login", BodyPublishers.ofString("password=" + WRONG_PASSWORD))
                        .status())
                .isEqualTo(415);
    }

    private Reply logIn(String email, String password) {
        return shop.anybody().post("/auth/login", """
                {"email": "%s", "password": %s}""".formatted(email, password));
    }

    private void useTokens(Client somebody) {
        assertThat(somebody.get("/auth/session").status()).isEqualTo(200);
        assertThat(somebody.get("/auth/sessions").status()).isEqualTo(200);
        assertThat(somebody.get("/admin/outbox").status()).isEqualTo(403);
        for (var header :
                List.of("Bearer " + WRONG_TOKEN, "Bearer " + WRONG_TOKEN + " x", "Basic " + WRONG_TOKEN, WRONG_TOKEN)) {
            assertThat(shop.anybody()
                            .with("Authorization", header)
                            .get("/users/me")
                            .status())
                    .isEqualTo(401);
        }
        for (var header : List.of("Authorization : Bearer ", "Authorization Bearer ", "Authorization\u0000: Bearer ")) {
            assertThat(RawHttp.send(port, "GET /users/me HTTP/1.1\r\nHost: x\r\n" + header + WRONG_TOKEN + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
    }

    private static void pay(Client somebody, String product) {
        assertThat(somebody.post("/orders", Person.cardOrder(product, 1, CARD)).status())
                .isEqualTo(402);
        assertThat(somebody.with("Idempotency-Key", "one")
                        .post("/orders", Person.cardOrder(product, 1, CARD))
                        .status())
                .isEqualTo(402);
        assertThat(somebody.post("/orders", Person.cardOrder(product, 0, CARD)).status())
                .isEqualTo(400);
        assertThat(somebody.post("/orders", Person.cardOrder("unknown", 1, CARD))
                        .status())
                .isEqualTo(422);
    }
}
