package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
