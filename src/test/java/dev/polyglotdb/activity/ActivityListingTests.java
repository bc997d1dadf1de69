package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which timelines can be requested, and by whom. */
@ShopTest
class ActivityListingTests {

    private final Shop shop;

    ActivityListingTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=2026-01-31", "type=viewed", "limit=0", "cursor=x", "cursor=eA"})
    void aParameterThatCannotBeReadIsNamed(String query) {
        var refused = shop.customer().get("/activity?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalid()).containsExactly("#/" + query.replaceFirst("=.*", ""));
    }

    @Test
    void aTimelineIsReadPageByPageAndFiltered() {
        var customer = shop.customer();
        var start = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        customer.post(
                "/activity",
                IntStream.range(0, 5)
                        .mapToObj(n -> "{\"type\": \"T%d\", \"occurredAt\": \"%s\"}".formatted(n, start.plusSeconds(n)))
                        .collect(Collectors.joining(",", "[", "]")));

        var first = customer.get("/activity?limit=3");
        var second = customer.get("/activity?limit=3&cursor=" + first.text("/nextCursor"));

        assertThat(first.texts("/items", "/type")).containsExactly("T4", "T3", "T2");
        assertThat(second.texts("/items", "/type")).containsExactly("T1", "T0");
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(customer.get("/activity?from=%s&to=%s".formatted(start.plusSeconds(1), start.plusSeconds(3)))
                        .texts("/items", "/type"))
                .containsExactly("T2", "T1");
        assertThat(customer.get("/activity?type=T3").texts("/items", "/type")).containsExactly("T3");
    }

    @Test
    void ofTheTimesOfAFilterTheMillisecondsCount() {
        var customer = shop.customer();
        var start = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        customer.post("/activity", "{\"type\": \"A\", \"occurredAt\": \"%s\"}".formatted(start.plusNanos(2)));

        for (var same : List.of(start, start.plusNanos(1), start.plusNanos(999_999))) {
            assertThat(customer.get("/activity?from=" + same).texts("/items", "/type"))
                    .containsExactly("A");
            assertThat(customer.get("/activity?to=" + same).texts("/items", "/type"))
                    .isEmpty();
        }
        assertThat(customer.get("/activity?from=" + start.plusMillis(1)).texts("/items", "/type"))
                .isEmpty();
        assertThat(customer.get("/activity?to=" + start.plusMillis(1)).texts("/items", "/type"))
                .containsExactly("A");
    }

    @Test
    void onlyTheUserAndAdministratorsSeeATimeline() {
        var customer = shop.customer();
        customer.post("/activity", "{\"type\": \"A\"}");
        var path = "/users/" + customer.id() + "/activity";

        assertThat(customer.get(path).body())
                .isEqualTo(customer.get("/activity").body());
        assertThat(shop.admin().get(path).body())
                .isEqualTo(customer.get("/activity").body());
        assertThat(shop.customer().get(path).problem()).isEqualTo("forbidden");
        assertThat(shop.anybody().get(path).problem()).isEqualTo("unauthorized");
    }

    @Test
    void administratorsSeeWhoWasInterestedInAProduct() {
        var customer = shop.customer();
        var product = Shop.unique("lamp");
        customer.post("/activity", "{\"type\": \"VIEWED\", \"productId\": \"%s\"}".formatted(product));
        var path = "/products/" + product + "/activity";

        var audience = shop.admin().get(path);

        assertThat(audience.number("/items/0/userId")).isEqualTo(customer.id());
        assertThat(audience.text("/items/0/productId")).isEqualTo(product);
        assertThat(customer.get(path).problem()).isEqualTo("forbidden");
    }
}
