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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which activities users may record, and what is stored of them. */
@ShopTest
class ActivityRecordingTests {

    private final Shop shop;

    ActivityRecordingTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anEventIsReturnedAsItWasRecorded() {
        var customer = shop.customer();

        var recorded = customer.post("/activity", """
                {"type": "CART_ADDED", "productId": "lamp-7", "data": {"a.b": [1, 2.50, null], "$c": {}}}""");
        var item = customer.get("/activity").at("/items/0");

        assertThat(recorded.status()).isEqualTo(201);
        assertThat(item.at("/eventId").asString()).isEqualTo(recorded.text("/eventId"));
        assertThat(item.at("/type").asString()).isEqualTo("CART_ADDED");
        assertThat(item.at("/productId").asString()).isEqualTo("lamp-7");
        assertThat(item.at("/data").toString()).isEqualTo("{\"a.b\":[1,2.50,null],\"$c\":{}}");
        assertThat(Instant.parse(item.at("/occurredAt").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(item.has("userId")).isFalse();
    }

    @Test
    void absentFieldsAreOmitted() {
        var customer = shop.customer();

        customer.post("/activity", "{\"type\": \"LOGGED_IN\"}");

        var item = customer.get("/activity").at("/items/0");
        assertThat(item.has("productId")).isFalse();
        assertThat(item.at("/data").toString()).isEqualTo("{}");
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

    @Test
    void aThousandEventsAreABatchAndOneMoreIsTooMany() {
        var customer = shop.customer();

        assertThat(customer.post("/activity", batchOf(1_000)).at("/eventIds").size())
                .isEqualTo(1_000);
        assertThat(customer.post("/activity", batchOf(1_001)).invalid()).containsExactly("#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                   | #/type",
                "{'type': null}                                       | #/type",
                "{'type': 'viewed'}                                   | #/type",
                "{'type': 'ORDER_PLACED'}                             | #/type",
                "{'type': 7}                                          | #/type",
                "{'type': 'A', 'userId': 1}                           | #/userId",
                "{'type': 'A', 'productId': 'import'}                 | #/productId",
                "{'type': 'A', 'data': []}                            | #/data",
                "{'type': 'A', 'occurredAt': 'yesterday'}             | #/occurredAt",
                "{'type': 'A', 'occurredAt': 7}                       | #/occurredAt",
                "{'type': 'A', 'occurredAt': '2001-01-01T00:00:00Z'}  | #/occurredAt",
                "{'type': 'A', 'occurredAt': '2999-01-01T00:00:00Z'}  | #/occurredAt",
                "{'type': 'A', 'eventId': ''}                         | #/eventId,#/occurredAt",
                "{'type': 'A', 'eventId': '7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11'} | #/occurredAt",
                "7                                                    | #",
                "[]                                                   | #",
                "[{'type': 'A'}, null]                                | #/1",
                "[{'type': 'A'}, 7]                                   | #/1",
                "[{'type': 'A'}, {}, {'type': 1, 'x': 1, 'data': 2}]  | #/1/type,#/2/data,#/2/type,#/2/x",
                "[{'type': 'a', 'productId': '/'}, {'type': 'A'}]     | #/0/productId,#/0/type"
            })
    void everyBadFieldIsNamedAndNothingIsRecorded(String json, String pointers) {
        var customer = shop.customer();

        var refused = customer.post("/activity", json.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.invalid()).containsExactlyInAnyOrder(pointers.split(","));
        assertThat(customer.get("/activity").at("/items").isEmpty()).isTrue();
    }

    @Test
    void dataMayHave16KiB() {
        var customer = shop.customer();
        var fits = "x".repeat((1 << 14) - "{\"a\":\"\"}".length());

        assertThat(customer.post("/activity", "{\"type\": \"A\", \"data\": {\"a\": \"%s\"}}".formatted(fits))
                        .status())
                .isEqualTo(201);
        assertThat(customer.post("/activity", "{\"type\": \"A\", \"data\": {\"a\": \"%sx\"}}".formatted(fits))
                        .invalid())
                .containsExactly("#/data");
    }

    private static String batchOf(int size) {
        return IntStream.range(0, size).mapToObj(n -> "{\"type\": \"A\"}").collect(Collectors.joining(",", "[", "]"));
    }
}
