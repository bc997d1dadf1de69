package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import dev.polyglotdb.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

@ShopTest
class ThrottleTests {

    private final Shop shop;
    private final StringRedisTemplate redis;
    private final StoreControl stores;

    ThrottleTests(Shop shop, StringRedisTemplate redis, StoreControl stores) {
        this.shop = shop;
        this.redis = redis;
        this.stores = stores;
    }

    @Test
    void afterTenFailuresNobodyMayTryThatAccountHoweverItIsWritten() {
        var ada = shop.customer();
        for (var i = 0; i < 10; i++) {
            assertThat(logIn(ada.email(), "wrong password").status()).isEqualTo(401);
        }

        var refused = logIn(ada.email().toUpperCase(Locale.ROOT), ada.password());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElse("0"))).isBetween(800, 900);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void anUnknownAddressIsThrottledAsAnyOther() {
        var nobody = Shop.unique("nobody") + "@example.com";
        for (var i = 0; i < 10; i++) {
            assertThat(logIn(nobody, "wrong password").status()).isEqualTo(401);
        }

        assertThat(logIn(nobody, "wrong password").status()).isEqualTo(429);
    }

    @Test
    void aSuccessClearsTheCount() {
        var ada = shop.customer();
        for (var i = 0; i < 9; i++) {
            logIn(ada.email(), "wrong password");
        }

        assertThat(logIn(ada.email(), ada.password()).status()).isEqualTo(200);

        for (var i = 0; i < 10; i++) {
            assertThat(logIn(ada.email(), "wrong password").status()).isEqualTo(401);
        }
        assertThat(logIn(ada.email(), "wrong password").status()).isEqualTo(429);
    }

    @Test
    void ofManyTriesAtOnceExactlyTenAreAnswered() {
        var ada = shop.customer();

        var statuses =
                Parallel.each(30, i -> logIn(ada.email(), "wrong password").status());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
    }

    @Test
    void manyRightLoginsAtOnceAllSucceed() {
        var ada = shop.customer();

        assertThat(Parallel.each(20, i -> logIn(ada.email(), ada.password()).status()))
                .containsOnly(200);
    }

    @Test
    void fiftyFailuresFromOneAddressShutItOutWhateverTheAccounts() {
        var throttle = throttle(Duration.ofMinutes(15));
        var address = Shop.unique("address");

        assertThat(letThrough(80, () -> throttle.failed(new LoginSource(Shop.unique("account"), address))))
                .isEqualTo(50);
        var fresh = Shop.unique("account");
        assertThatThrownBy(() -> throttle.mayTry(new LoginSource(fresh, address)))
                .isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.mayTry(new LoginSource(fresh, Shop.unique("address"))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsRefusedAddsNothingAndTheWindowEnds() {
        var throttle = throttle(Duration.ofMillis(400));
        var source = new LoginSource(Shop.unique("account"), Shop.unique("address"));
        for (var i = 0; i < 10; i++) {
            throttle.failed(source);
        }

        // Refused over and over until the window of the first ten has passed; refusals don't make it longer.
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(() -> throttle.failed(source));

        for (var i = 0; i < 9; i++) {
            throttle.failed(source);
        }
        assertThatThrownBy(() -> throttle.failed(source)).isInstanceOf(ProblemException.class);
    }

    @Test
    void addressesOfOneIpv6NetworkAreCountedAsOne() {
        var throttle = throttle(Duration.ofMinutes(15));
        var network = "2001:db8:%x:%x:".formatted(System.nanoTime() >>> 16 & 0xffff, System.nanoTime() & 0xffff);
        for (var i = 0; i < 50; i++) {
            throttle.failed(new LoginSource(Shop.unique("account"), network + ":" + i));
        }

        assertThatThrownBy(() -> throttle.mayTry(new LoginSource(Shop.unique("account"), network + "1:2:3:4")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void ofManyRegistrationsFromOneAddressExactlySoManyAreLetThrough() {
        var throttle = throttle(Duration.ofMinutes(15));
        var address = Shop.unique("address");

        assertThat(letThrough(40, () -> throttle.registers(address))).isEqualTo(20);
        assertThatCode(() -> throttle.registers(Shop.unique("address"))).doesNotThrowAnyException();
    }

    private static long letThrough(int tries, Runnable attempt) {
        return Parallel.each(tries, i -> {
                    try {
                        attempt.run();
                        return true;
                    } catch (ProblemException tooMany) {
                        return false;
                    }
                })
                .stream()
                .filter(through -> through)
                .count();
    }

    @Test
    void whoRegistersTooOftenIsToldWhenToComeBackAndMayStillLogIn() {
        var ada = shop.customer();
        var counter = "registrations:address:127.0.0.1";
        redis.opsForValue().set(counter, "1000000", Duration.ofSeconds(100));
        try {
            var refused = register();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElse("0")))
                    .isBetween(90, 100);
            assertThat(logIn(ada.email(), ada.password()).status()).isEqualTo(200);
        } finally {
            redis.delete(counter);
        }
    }

    @Test
    void registrationsGoOnWhereRedisCannotCountThem() {
        stores.pause(Engine.REDIS);
        try {
            assertThat(register().status()).isEqualTo(201);
        } finally {
            stores.resume(Engine.REDIS);
        }
    }

    @Test
    void aClientCannotSayThatItIsAnotherAddress() {
        var failures = "{login}:address:127.0.0.1";
        var before =
                Long.parseLong(Objects.requireNonNullElse(redis.opsForValue().get(failures), "0"));

        for (var header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP")) {
            shop.anybody().with(header, "192.0.2.7").post("/auth/login", """
                    {"email": "%s@example.com", "password": "wrong"}""".formatted(Shop.unique("nobody")));
        }

        assertThat(redis.opsForValue().get(failures)).isEqualTo(Long.toString(before + 5));
    }

    private Reply register() {
        return shop.anybody().post("/users", """
                {"email": "%s@example.com", "name": "New", "password": "correct horse"}""".formatted(Shop.unique("new")));
    }

    private Throttle throttle(Duration window) {
        return new Throttle(redis, new ThrottleProperties(10, 50, 20, window));
    }

    private Reply logIn(String email, String password) {
        return shop.anybody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }
}
