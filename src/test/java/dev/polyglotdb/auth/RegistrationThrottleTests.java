package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** From one address only so many can register in a while, if they can be counted. */
@ShopTest
@SecondShop
class RegistrationThrottleTests {

    private final Shop shop;
    private final StringRedisTemplate redis;
    private final StoreControl stores;

    RegistrationThrottleTests(Shop shop, StringRedisTemplate redis, StoreControl stores) {
        this.shop = shop;
        this.redis = redis;
        this.stores = stores;
    }

    @Test
    void ofManyRegistrationsFromOneAddressExactlySoManyAreLetThrough() {
        var throttle = Tries.throttle(redis, Duration.ofMinutes(15));
        var address = Shop.unique("address");

        assertThat(Tries.letThrough(40, () -> throttle.registers(address))).isEqualTo(20);
        assertThatCode(() -> throttle.registers(Shop.unique("address"))).doesNotThrowAnyException();
    }

    @Test
    void whoRegistersTooOftenIsToldWhenToComeBackAndMayStillLogIn() {
        var ada = shop.customer();
        var counter = "registrations:address:127.0.0.1";
        redis.opsForValue().set(counter, "1000000", Duration.ofSeconds(1_000));
        try {
            var refused = register();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElse("0")))
                    .isBetween(900, 1_000);
            assertThat(Tries.logIn(shop, ada.email(), ada.password()).status()).isEqualTo(200);
        } finally {
            redis.delete(counter);
        }
    }

    @Test
    void registrationsGoOnWhereRedisCannotCountThem() {
        try (var outage = Outage.pause(stores, Engine.REDIS)) {
            assertThat(Shop.patiently(this::register).status()).isEqualTo(201);
        } finally {
            shop.awaitStores();
        }
    }

    private Reply register() {
        return shop.anybody().post("/users", """
                {"email": "%s@example.com", "name": "New", "password": "correct horse"}""".formatted(Shop.unique("new")));
    }
}
