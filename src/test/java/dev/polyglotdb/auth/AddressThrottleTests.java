package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** An address from which too many logins have failed is shut out, whatever it calls itself. */
@ShopTest
class AddressThrottleTests {

    private final Shop shop;
    private final StringRedisTemplate redis;

    AddressThrottleTests(Shop shop, StringRedisTemplate redis) {
        this.shop = shop;
        this.redis = redis;
    }

    @Test
    void fiftyFailuresFromOneAddressShutItOutWhateverTheAccounts() {
        var throttle = Tries.throttle(redis, Duration.ofMinutes(15));
        var address = Shop.unique("address");

        assertThat(Tries.letThrough(80, () -> throttle.failed(new LoginSource(Shop.unique("account"), address))))
                .isEqualTo(50);
        var fresh = Shop.unique("account");
        assertThatThrownBy(() -> throttle.requireAllowed(new LoginSource(fresh, address)))
                .isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.requireAllowed(new LoginSource(fresh, Shop.unique("address"))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsRefusedForItsAccountIsNoFailureOfTheAddress() {
        var throttle = Tries.throttle(redis, Duration.ofMinutes(15));
        var address = Shop.unique("address");

        for (var account = 0; account < 3; account++) {
            var source = new LoginSource(Shop.unique("account"), address);
            assertThat(Tries.letThrough(25, () -> throttle.failed(source))).isEqualTo(10);
        }

        assertThat(redis.opsForValue().get("login:address:" + address)).isEqualTo("30");
    }

    @Test
    void addressesOfOneIpv6NetworkAreCountedAsOne() {
        var throttle = Tries.throttle(redis, Duration.ofMinutes(15));
        var network = "2001:db8:%x:%x:".formatted(System.nanoTime() >>> 16 & 0xffff, System.nanoTime() & 0xffff);
        for (var i = 0; i < 50; i++) {
            throttle.failed(new LoginSource(Shop.unique("account"), network + ":" + i));
        }

        assertThatThrownBy(() -> throttle.requireAllowed(new LoginSource(Shop.unique("account"), network + "1:2:3:4")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aClientCannotSayThatItIsAnotherAddress() {
        var failures = "login:address:127.0.0.1";
        redis.opsForValue().set(failures, "0", Duration.ofMinutes(15));

        for (var header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP")) {
            shop.anybody().with(header, "192.0.2.7").post("/auth/login", """
                    {"email": "%s@example.com", "password": "wrong"}""".formatted(Shop.unique("nobody")));
        }

        assertThat(redis.opsForValue().get(failures)).isEqualTo("5");
    }
}
