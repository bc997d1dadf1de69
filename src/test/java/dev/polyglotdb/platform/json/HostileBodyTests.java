package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are made to cost much, or to be read in two ways. */
@ShopTest
class HostileBodyTests {

    private static final int MEBIBYTE = 1 << 20;

    private final Shop shop;

    HostileBodyTests(Shop shop) {
        this.shop = shop;
    }

    /** No quantity is so written, and a price or an attribute only where its value can be kept exactly. */
    @ParameterizedTest
    @CsvSource({
        "1e999999999, 400, 400",
        "-1e999999999, 400, 400",
        "1e-999999999, 400, 400",
        "0e999999999, 201, 400",
        "1e99999999999999999999, 400, 400",
        "9223372036854775808, 400, 400",
        "18446744073709551617, 400, 400",
        "1.0000000000000000000000000000000000001, 400, 400",
        "-0.0, 201, 201",
        "1e400, 400, 201",
        "100e2147483647, 400, 400",
        "1e2147483648, 400, 400",
        "1000e-2147483647, 400, 400",
        "0e2147483647, 201, 400"
    })
    void anExtremeNumberIsRefusedOrKeptAndCostsNothing(String number, int asPrice, int asAttribute) {
        assertThat(quickly(() -> order("\"x\"", number)).status()).isEqualTo(400);
        assertThat(quickly(() -> price(number)).status()).isEqualTo(asPrice);
        assertThat(quickly(() -> attribute(number)).status()).isEqualTo(asAttribute);
        assertThat(quickly(() -> patch(number)).status()).isEqualTo(asAttribute == 201 ? 200 : asAttribute);
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        for (var number :
                List.of("9".repeat(MEBIBYTE / 2), "0." + "9".repeat(MEBIBYTE / 2), "1e" + "9".repeat(MEBIBYTE / 2))) {
            assertThat(quickly(() -> order("\"x\"", number)).status()).isEqualTo(400);
            assertThat(quickly(() -> price(number)).status()).isEqualTo(400);
            assertThat(quickly(() -> attribute(number)).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void aDeepBodyIsRefusedWithoutBeingFollowedDown(String opening) {
        var deep = opening.repeat(MEBIBYTE / opening.length() - 100);

        for (var path : List.of("/products", "/orders", "/activity")) {
            assertThat(quickly(() -> admin().post(path, deep)).status()).isEqualTo(400);
        }
        assertThat(quickly(() -> attribute(opening.repeat(300) + "1")).status()).isEqualTo(400);
    }

    @Test
    void aMemberThatIsThereTwiceIsRefusedAtEveryDepth() {
        var once = "{\"a\": {\"b\": [{\"c\": 1, \"d\": 2}]}}";

        assertThat(attribute(once).status()).isEqualTo(201);
        assertThat(attribute(once.replace("\"d\"", "\"c\"")).problem()).isEqualTo("malformed-json");
        assertThat(attribute(once.replace("\"d\"", "\"\\u0063\"")).problem()).isEqualTo("malformed-json");
        assertThat(shop.anybody()
                        .post("/auth/login", "{\"email\": \"a\", \"password\": \"b\", \"password\": \"c\"}")
                        .problem())
                .isEqualTo("malformed-json");
    }

    @Test
    void whatIsNotUtf8IsRefusedAtEveryPlaceOfText() {
        for (var bytes : List.of(
                "\u00c0\u00af",
                "\u00e0\u0080\u00af",
                "\u00f0\u0080\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u0080",
                "\u00c3")) {
            for (var text : List.of("{\"email\": \"%s\"}", "{\"%s\": 1}")) {
                var reply = shop.anybody()
                        .with("Content-Type", "application/json")
                        .send(
                                "POST",
                                "/users",
                                BodyPublishers.ofByteArray(
                                        text.formatted(bytes).getBytes(StandardCharsets.ISO_8859_1)));

                assertThat(reply.status()).as("%s", reply).isEqualTo(400);
                assertThat(reply.http().body()).doesNotContain("\ufffd");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-16, 400", "UTF-32, 400", "ISO-8859-1, 400", "utf-7, 415", "nonsense, 415"})
    void noOtherEncodingIsGuessed(String charset, int status) {
        var reply = shop.anybody()
                .with("Content-Type", "application/json;charset=" + charset)
                .send("POST", "/users", BodyPublishers.ofByteArray("{\"email\": 1}".getBytes(StandardCharsets.UTF_16)));

        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void aBodyFullOfMistakesIsRefusedInShortTime() {
        var unknown = IntStream.range(0, 60_000)
                .mapToObj("\"field%d\": 1"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        var wrong = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"type\": %d, \"x\": [], \"data\": %d}".formatted(i, i))
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(quickly(() -> shop.anybody().post("/users", unknown)).invalid())
                .hasSize(259)
                .contains("#/email", "#/name", "#/password");
        assertThat(quickly(() -> shop.customer().post("/activity", wrong)).status())
                .isEqualTo(400);
    }

    private static Reply quickly(Supplier<Reply> request) {
        var begun = System.nanoTime();
        var reply = request.get();
        assertThat(Tally.since(begun)).isLessThan(Tally.BOUND.plus(Tally.SLACK.multipliedBy(3)));
        return reply;
    }

    private Client admin() {
        return shop.admin().client();
    }

    private Reply order(String product, String quantity) {
        return admin().post(
                        "/orders", "{\"items\": [{\"productId\": %s, \"quantity\": %s}]}".formatted(product, quantity));
    }

    private Reply price(String amount) {
        return admin().post("/products", """
                {"id": "%s", "name": "N", "price": {"amount": %s, "currency": "USD"}}""".formatted(Shop.unique("hostile"), amount));
    }

    private Reply patch(String value) {
        return admin().with("Content-Type", "application/merge-patch+json")
                .send(
                        "PATCH",
                        "/products/" + shop.product("1.00"),
                        BodyPublishers.ofString("{\"attributes\": {\"a\": %s}}".formatted(value)));
    }

    private Reply attribute(String value) {
        return admin().post("/products", """
                {"id": "%s", "name": "N", "price": {"amount": 1, "currency": "USD"}, "attributes": {"a": %s}}""".formatted(Shop.unique("hostile"), value));
    }
}
