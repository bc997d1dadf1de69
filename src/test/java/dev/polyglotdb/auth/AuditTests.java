package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.UserService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
@Isolated("it reads what everybody logs")
class AuditTests {

    private static final String UNKNOWN_ORDER = "/orders/" + Long.MAX_VALUE + "/ship";

    private static final Pattern LINE = Pattern.compile("audit (event=[a-z-]+(?: [a-z]+=[!-<>-~]+)+) \\[.*] ");

    private final Shop shop;
    private final UserService users;

    AuditTests(Shop shop, UserService users) {
        this.shop = shop;
        this.users = users;
    }

    @Test
    void registrationLoginAndLogoutAreWrittenDown() {
        try (var log = LogLines.of("audit")) {
            var ada = shop.customer();
            ada.post("/auth/logout");

            awaitLine(log, "event=registration user=%d address=127.0.0.1".formatted(ada.id()));
            awaitLine(log, "event=login user=%d address=127.0.0.1".formatted(ada.id()));
            awaitLine(
                    log,
                    "event=logout user=%d session=%s"
                            .formatted(ada.id(), new Token(ada.token()).hash().substring(0, 16)));
        }
    }

    @Test
    void endingAllSessionsIsWrittenDown() {
        try (var log = LogLines.of("audit")) {
            var ada = shop.customer();
            ada.client().send("DELETE", "/auth/sessions", BodyPublishers.noBody());

            awaitLine(log, "event=sessions-revoked user=" + ada.id());
        }
    }

    @Test
    void everyRefusedLoginIsOneLineThatTellsTheAccountWithoutNamingIt() {
        var email = Shop.unique("nobody") + "@example.com";
        try (var log = LogLines.of("audit")) {
            for (var i = 0; i < 12; i++) {
                shop.anybody().post("/auth/login", """
                        {"email": "%s", "password": "wrong password"}""".formatted(email));
            }

            var account = " account=%s address=127.0.0.1".formatted(Sha256.hex(email));
            assertThat(lines(log).stream().filter(line -> line.contains(account)))
                    .hasSize(12)
                    .startsWith("event=login-failed" + account)
                    .endsWith("event=login-throttled" + account, "event=login-throttled" + account);
        }
    }

    @Test
    void whatAdministratorsChangeIsWrittenDownWithItsOutcome() {
        var boss = shop.admin();
        var order = shop.customer().orders(shop.product("1.00"), 1).number("/id");
        try (var log = LogLines.of("audit")) {
            boss.post("/orders/%d/ship".formatted(order));
            boss.post("/orders/%d/cancel".formatted(order));
            boss.get("/admin/outbox");

            awaitLine(log, admin(boss.id(), "/orders/%d/ship".formatted(order), 200));
            awaitLine(log, admin(boss.id(), "/orders/%d/cancel".formatted(order), 409));
            assertThat(lines(log)).noneMatch(line -> line.contains("/admin/outbox"));
        }
    }

    @Test
    void whoTriesInTheirPlaceIsWrittenDownToo() {
        var ada = shop.customer();
        try (var log = LogLines.of("audit")) {
            ada.post("/orders/1/ship");
            shop.anybody().post("/orders/2/ship");
            shop.anybody().withToken("stale").post("/orders/3/ship");
            ada.post("/orders/4/cancel");

            awaitLine(log, admin(ada.id(), "/orders/1/ship", 403));
            awaitLine(log, admin("nobody", "/orders/2/ship", 401));
            awaitLine(log, admin("nobody", "/orders/3/ship", 401));
            assertThat(lines(log)).noneMatch(line -> line.contains("/orders/4/cancel"));
        }
    }

    @Test
    void whatAStartSetsOfAnAdministratorIsWrittenDown() {
        var email = Shop.unique("boss") + "@example.com";
        var ada = shop.customer();
        try (var log = LogLines.of("audit")) {
            var boss = users.ensureAdministrator(new NewUser(email, "Boss", "the first password"));
            users.ensureAdministrator(new NewUser(email, "Boss", "the first password"));
            users.ensureAdministrator(new NewUser(email, "Boss", "the second password"));
            users.ensureAdministrator(new NewUser(ada.email(), "Ada", ada.password()));

            assertThat(lines(log).stream().filter(line -> line.startsWith("event=administrator-set")))
                    .containsExactly(
                            "event=administrator-set user=%d role=set password=set".formatted(boss),
                            "event=administrator-set user=%d role=kept password=set".formatted(boss),
                            "event=administrator-set user=%d role=set password=kept".formatted(ada.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0a", "%0d%0aevent=login%20user=1", "=", "1%20user=1"})
    void nobodyForgesALineThroughAPath(String forged) {
        var boss = shop.admin();
        try (var log = LogLines.of("audit")) {
            boss.post("/orders/%s/ship".formatted(forged));
            boss.post(UNKNOWN_ORDER);

            awaitLine(log, admin(boss.id(), UNKNOWN_ORDER, 404));
            assertThat(lines(log))
                    .allMatch(line -> line.startsWith("event=admin-action user=" + boss.id() + " method="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nevent=login user=1", "a\r\n", "a user=1", "a=b", "\u2028\u0085", "\u001b[2J"})
    void nobodyForgesALineThroughAValue(String forged) {
        try (var log = LogLines.of("audit")) {
            Audit.log("test", "value", forged, "end", "x".repeat(1000));

            assertThat(lines(log))
                    .singleElement()
                    .satisfies(line -> assertThat(line).matches("event=test value=[!-<>-~]+ end=x{300}"));
        }
    }

    /** A line is written after its answer, and so would be one that there must not be. */
    private static void awaitLine(LogLines log, String line) {
        await().pollDelay(Time.MOMENT)
                .untilAsserted(() -> assertThat(lines(log)).contains(line));
    }

    /** All of them, after a look at their form. */
    private static List<String> lines(LogLines log) {
        return log.all().stream()
                .map(line -> {
                    var matcher = LINE.matcher(line);
                    assertThat(matcher.matches()).as(line).isTrue();
                    return matcher.group(1);
                })
                .toList();
    }

    private static String admin(Object user, String path, int status) {
        return "event=admin-action user=%s method=POST path=%s status=%d".formatted(user, path, status);
    }
}
