package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only the owner of an order and administrators can see it. */
@ShopTest
class OwnOrdersTests {

    private final Shop shop;

    OwnOrdersTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void ordersAreListedNewestFirstWithoutGapOrDuplicate() {
        var lamp = shop.product("1.00");
        var ada = shop.customer();
        var placed = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, ada.orders(lamp, 1).text("/id"));
        }

        assertThat(ids(ada, "")).isEqualTo(placed);
    }

    @Test
    void theyAreFilteredByStatusAndTimeOnEveryPage() {
        var lamp = shop.product("1.00");
        var ada = shop.customer();
        var orders = IntStream.range(0, 6).mapToObj(i -> ada.orders(lamp, 1)).toList();
        var ids = orders.stream().map(order -> order.text("/id")).toList();
        for (var cancelled : List.of(0, 2, 4)) {
            ada.post("/orders/" + ids.get(cancelled) + "/cancel");
        }

        assertThat(ids(ada, "status=CANCELLED")).containsExactly(ids.get(4), ids.get(2), ids.get(0));
        assertThat(ids(ada, "status=PAID")).containsExactly(ids.get(5), ids.get(3), ids.get(1));
        assertThat(ids(ada, "status=SHIPPED")).isEmpty();

        var first = Instant.parse(orders.get(1).text("/createdAt"));
        var end = Instant.parse(orders.get(4).text("/createdAt"));
        var within = orders.stream()
                .filter(order -> !Instant.parse(order.text("/createdAt")).isBefore(first))
                .filter(order -> Instant.parse(order.text("/createdAt")).isBefore(end))
                .map(order -> order.text("/id"))
                .sorted(Comparator.comparingInt(ids::indexOf).reversed())
                .toList();
        assertThat(ids(ada, "from=%s&to=%s".formatted(first, end)))
                .isEqualTo(within)
                .contains(ids.get(1));
        assertThat(ids(ada, "from=%s&to=%s".formatted(end, first))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid,                                          status",
        "status=PAID&status=SHIPPED,                           status",
        "status=&from=yesterday&to=2026-11-27T10:00Z&limit=0,  'from,limit,status,to'",
    })
    void aFilterThatCannotBeReadIsNamed(String query, String names) {
        assertThat(shop.customer().get("/orders?" + query).invalid())
                .containsExactlyInAnyOrder(
                        Stream.of(names.split(",")).map(name -> "#/" + name).toArray(String[]::new));
    }

    /** PostgreSQL has no year 0, and writes years before 1 and after 9999 in a way of its own. */
    @ParameterizedTest
    @CsvSource({
        "from=0000-01-01T00:00:00Z,              1",
        "from=0000-01-01T00:00:00%2B23:59,       1",
        "from=0001-01-01T00:00:00.0009Z,         1",
        "from=9999-12-31T23:59:59.9999999Z,      0",
        "from=9999-12-31T23:59:59-23:59,         0",
        "to=0000-01-01T00:00:00Z,                0",
        "to=0000-01-01T00:00:00%2B23:59,         0",
        "to=9999-12-31T23:59:59.9999999Z,        1",
        "to=9999-12-31T23:59:59-23:59,           1",
    })
    void aTimeMayBeInAnyYear(String filter, int found) {
        var ada = shop.customer();
        ada.orders(shop.product("1.00"), 1);

        assertThat(ids(ada, filter)).hasSize(found);
    }

    @Test
    void ofAFilterAsOfAnOrderTheMillisecondsCount() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1);
        var later = order.text("/createdAt").replace("Z", "999Z");

        assertThat(ids(ada, "from=" + later)).containsExactly(order.text("/id"));
        assertThat(ids(ada, "to=" + later)).isEmpty();
    }

    /** Of all pages of two. */
    private static List<String> ids(Person person, String filter) {
        return person.client().pages("/orders?limit=2&" + filter).stream()
                .flatMap(page -> page.texts("/items", "/id").stream())
                .toList();
    }

    @Test
    void anotherUsersOrderLooksLikeOneThatDoesNotExist() {
        var order = shop.customer().orders(shop.product("1.00"), 1).number("/id");
        var bruno = shop.customer();

        assertThat(bruno.get("/orders/" + order).problem()).isEqualTo("not-found");
        assertThat(bruno.post("/orders/" + order + "/cancel").problem()).isEqualTo("not-found");
        assertThat(bruno.get("/orders/999999999").http().body().replace("999999999", ""))
                .isEqualTo(bruno.get("/orders/" + order).http().body().replace(String.valueOf(order), ""));
        assertThat(shop.admin().get("/orders/" + order).status()).isEqualTo(200);
    }
}
