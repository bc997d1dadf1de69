package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A repeated request whose first one takes very long. It has a class of its own, so that others go on meanwhile. */
@ShopTest
@SideBySide
class PatientRepeatTests {

    private final Shop shop;
    private final IdempotencyKeys keys;
    private final JsonMapper json;

    PatientRepeatTests(Shop shop, IdempotencyKeys keys, JsonMapper json) {
        this.shop = shop;
        this.keys = keys;
        this.json = json;
    }

    @Test
    void afterTenSecondsARepeatIsToldThatTheFirstStillRuns() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        var first = new NewOrder(List.of(new NewOrder.Item(product, 1)), null);
        var claim = keys.claim(ada.id(), "key", first.hash(json)).orElseThrow();

        var repeat = TimedReply.of(() -> ada.ordersOnce("key", Person.order(product, 1)));

        assertThat(repeat.reply().status()).as(repeat.what()).isEqualTo(409);
        assertThat(repeat.reply().problem()).isEqualTo("request-in-progress");
        assertThat(repeat.reply().header("Retry-After")).isPresent();
        assertThat(repeat.took().plus(repeat.hiccups())).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(repeat.took()).isLessThanOrEqualTo(Duration.ofSeconds(19));
        keys.release(claim);
        assertThat(ada.ordersOnce("key", Person.order(product, 1)).status()).isEqualTo(201);
    }
}
