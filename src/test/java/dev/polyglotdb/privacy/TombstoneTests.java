package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ActivityErasure;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What readers of a product's timeline meet once somebody has been erased from it. */
@ShopTest
class TombstoneTests {

    /** More than are read at once. */
    private static final int EVENTS = 450;

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final ActivityErasure activityErasure;
    private final Tombstones tombstones;
    private final Instant at = Instant.now().minus(Duration.ofDays(2));

    TombstoneTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.activityErasure = context.getBean(ActivityErasure.class);
        this.tombstones = new Tombstones(Traces.in(context).cassandra());
    }

    @Test
    void theyAreOnlyWhereTheEventsWere() {
        var ada = shop.customer();
        var product = lookedAtBy(ada);

        erasureFixture.erased(ada);

        assertTombstonesAreWhereTheEventsWere(product);
    }

    @Test
    void theyAreOnlyWhereTheEventsWereAlsoIfTheErasureEndsAfterEachPage() {
        var ada = shop.customer();
        var product = lookedAtBy(ada);

        var calls = 1;
        while (!activityErasure.erase(ada.id(), Duration.ZERO)) {
            calls++;
        }

        assertThat(calls).isGreaterThanOrEqualTo(3);
        assertTombstonesAreWhereTheEventsWere(product);
    }

    private String lookedAtBy(Person person) {
        var product = shop.product("3.00");
        var event = "{\"type\": \"VIEW\", \"productId\": \"%s\", \"occurredAt\": \"%s\"}".formatted(product, at);
        var events = String.join(", ", Collections.nCopies(EVENTS, event));
        assertThat(person.post("/activity", "[" + events + "]").status()).isEqualTo(201);
        return product;
    }

    private void assertTombstonesAreWhereTheEventsWere(String product) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var minute = LocalTime.ofInstant(at, ZoneOffset.UTC).get(ChronoField.MINUTE_OF_DAY);
        assertThat(tombstones.met(product, day, Tombstones.WHOLE_DAY)).isEqualTo(EVENTS);
        assertThat(tombstones.met(product, day, minute)).isZero();
    }
}
