package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An id and a time that a client chose stand for one event. */
@ShopTest
class EventIdTests {

    private final Shop shop;

    EventIdTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aRepeatedBatchIsRecordedOnce() {
        var customer = shop.customer();
        var ids = List.of("00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF");
        var at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
        var batch = ids.stream()
                .map(id -> "{\"type\": \"A\", \"eventId\": \"%s\", \"occurredAt\": \"%s\"}".formatted(id, at))
                .collect(Collectors.joining(",", "[", "]"));

        var first = customer.post("/activity", batch);
        var second = customer.post("/activity", batch);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.texts("/eventIds", ""))
                .isEqualTo(ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(customer.get("/activity").at("/items").size()).isEqualTo(2);
    }

    @Test
    void aBatchHasNoTwoEventsUnderOneIdAndTime() {
        var ada = shop.customer();
        var id = UUID.randomUUID();
        var event = "{\"type\": \"%s\", \"data\": %s, \"eventId\": \"%s\", \"occurredAt\": \"%s\"}";
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var wish = event.formatted("WISHLIST", "{\"price\": 1}", id, now);
        var click =
                event.formatted("CLICK", "{\"source\": \"mail\"}", id.toString().toUpperCase(Locale.ROOT), now);

        var refused = ada.post("/activity", "[%s, %s]".formatted(wish, click));

        assertThat(refused.invalid()).containsExactly("#/1/eventId");
        assertThat(ada.get("/activity").texts("/items", "/type")).isEmpty();
        assertThat(ada.post("/activity", "[%s, %s]".formatted(wish, wish)).status())
                .isEqualTo(201);
        assertThat(ada.get("/activity").texts("/items", "/type")).containsExactly("WISHLIST");
    }

    @Test
    void underAReusedIdTheFirstEventStaysWholeInEveryTimeline() {
        var ada = shop.customer();
        var products = List.of(Shop.unique("lamp"), Shop.unique("chair"));
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var wish = ada.post("/activity", event("WISHLIST", products.get(0), "{\"price\": 1}", at, null));
        var id = wish.text("/eventId");
        var time = ada.get("/activity").text("/items/0/occurredAt");
        var named = UUID.randomUUID().toString();
        ada.post("/activity", event("VIEW", products.get(0), "{\"z\": 1}", at, named));

        for (var reused : List.of(Map.entry(id, Instant.parse(time)), Map.entry(named, at))) {
            var click = event("CLICK", products.get(1), "{\"a\": 2}", reused.getValue(), reused.getKey());
            assertThat(ada.post("/activity", click).status()).isEqualTo(201);
        }

        assertThat(payloads(ada.get("/activity")))
                .containsExactlyInAnyOrder(
                        "WISHLIST {\"price\":1} " + products.get(0), "VIEW {\"z\":1} " + products.get(0));
        assertThat(payloads(shop.admin().get("/products/" + products.get(0) + "/activity")))
                .hasSize(2);
        assertThat(payloads(shop.admin().get("/products/" + products.get(1) + "/activity")))
                .isEmpty();
    }

    /** The payloads are such that the larger type comes with the smaller data, which cells decided alone would mix. */
    @RepeatedTest(5)
    void ofEventsSentAtOnceUnderOneIdOneIsWholeInEveryTimeline() {
        var ada = shop.customer();
        var products = List.of(Shop.unique("lamp"), Shop.unique("chair"));
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var id = UUID.randomUUID().toString();
        var events = List.of(
                event("WISHLIST", products.get(0), "{\"a\": 1}", at, id),
                event("CLICK", products.get(1), "{\"z\": 2}", at, id));

        Parallel.each(
                8,
                n -> assertThat(ada.post("/activity", events.get(n % 2)).status())
                        .isEqualTo(201));

        var items = payloads(ada.get("/activity"));
        assertThat(items)
                .hasSize(1)
                .isSubsetOf("WISHLIST {\"a\":1} " + products.get(0), "CLICK {\"z\":2} " + products.get(1));
        for (var product : products) {
            assertThat(payloads(shop.admin().get("/products/" + product + "/activity")))
                    .isEqualTo(items.stream()
                            .filter(item -> item.endsWith(product))
                            .toList());
        }
    }

    private static String event(String type, String product, String data, Instant at, @Nullable String id) {
        return "{\"type\": \"%s\", \"productId\": \"%s\", \"data\": %s, \"occurredAt\": \"%s\"%s}"
                .formatted(type, product, data, at, id == null ? "" : ", \"eventId\": \"" + id + "\"");
    }

    private static List<String> payloads(Reply timeline) {
        return timeline.at("/items")
                .valueStream()
                .map(item -> item.path("type").asString() + " " + item.path("data") + " "
                        + item.path("productId").asString())
                .toList();
    }
}
