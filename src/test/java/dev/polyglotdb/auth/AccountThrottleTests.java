package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Repeated;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** After ten failures nobody may try an account for a while, and its owner is no exception. */
@ShopTest
@SideBySide
class AccountThrottleTests {

    private final Shop shop;
    private final StringRedisTemplate redis;

    AccountThrottleTests(Shop shop, StringRedisTemplate redis) {
        this.shop = shop;
        this.redis = redis;
    }

    @Test
    void afterTenFailuresNobodyMayTryThatAccountHoweverItIsWritten() {
        var ada = shop.customer();
        for (var i = 0; i < 10; i++) {
            assertThat(Tries.logIn(shop, ada.email(), "wrong password").status())
                    .isEqualTo(401);
        }

        var refused = Tries.logIn(shop, ada.email().toUpperCase(Locale.ROOT), ada.password());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElse("0"))).isBetween(800, 900);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void anUnknownAddressIsThrottledAsAnyOther() {
        var nobody = Shop.unique("nobody") + "@example.com";
        for (var i = 0; i < 10; i++) {
            assertThat(Tries.logIn(shop, nobody, "wrong password").status()).isEqualTo(401);
        }

        assertThat(Tries.logIn(shop, nobody, "wrong password").status()).isEqualTo(429);
    }

    @Test
    void whatCannotBeAPasswordOrAnEmailIsCountedAsAnyOther() {
        var ada = shop.customer();
        var nobody = Shop.unique("x".repeat(2_000)) + "@example.com";
        for (var i = 0; i < 10; i++) {
            assertThat(Tries.logIn(shop, ada.email(), "x".repeat(2_000)).status())
                    .isEqualTo(401);
            assertThat(Tries.logIn(shop, nobody, "wrong password").status()).isEqualTo(401);
        }

        assertThat(Tries.logIn(shop, ada.email(), ada.password()).status()).isEqualTo(429);
        assertThat(Tries.logIn(shop, nobody, "wrong password").status()).isEqualTo(429);
    }

    @Test
    void aSuccessClearsTheCount() {
        var ada = shop.customer();
        for (var i = 0; i < 9; i++) {
            Tries.logIn(shop, ada.email(), "wrong password");
        }

        assertThat(Tries.logIn(shop, ada.email(), ada.password()).status()).isEqualTo(200);

        for (var i = 0; i < 10; i++) {
            assertThat(Tries.logIn(shop, ada.email(), "wrong password").status())
                    .isEqualTo(401);
        }
        assertThat(Tries.logIn(shop, ada.email(), "wrong password").status()).isEqualTo(429);
    }

    @Test
    void ofManyTriesAtOnceExactlyTenAreAnswered() {
        var ada = shop.customer();

        var statuses = Parallel.each(
                30, i -> Tries.logIn(shop, ada.email(), "wrong password").status());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
    }

    @Test
    void manyRightLoginsAtOnceAllSucceed() {
        var ada = shop.customer();

        assertThat(Parallel.each(
                        20, i -> Tries.logIn(shop, ada.email(), ada.password()).status()))
                .containsOnly(200);
    }

    @Test
    void whatIsRefusedAddsNothingAndTheWindowEnds() {
        Repeated.untilItHolds(this::assertRefusalsAddNothing);
    }

    /** All failures of a window must fit into it. */
    private void assertRefusalsAddNothing() {
        var throttle = Tries.throttle(redis, Duration.ofSeconds(3));
        var source = new LoginSource(Shop.unique("account"), Shop.unique("address"));
        for (var i = 0; i < 10; i++) {
            throttle.failed(source);
        }

        // Refused over and over until the window of the first ten has passed; refusals don't make it longer.
        Awaitility.await().ignoreExceptions().untilAsserted(() -> throttle.failed(source));

        for (var i = 0; i < 9; i++) {
            throttle.failed(source);
        }
        assertThatThrownBy(() -> throttle.failed(source)).isInstanceOf(ProblemException.class);
    }
}
