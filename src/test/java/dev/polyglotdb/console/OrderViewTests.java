package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order as it is shown, in whichever browser and wherever on earth. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
@ExtendWith(WithBrowser.class)
class OrderViewTests {

    private static final String LEAVES_OUTBOX = "delete from outbox where order_id = :id";

    private static final String TIME_TO_LIVE = "[data-store=redis] progress";
    private static final String ONLY_REDIS = """
            {"stores": {"postgres": {"status": "unavailable"}, "mongodb": {"status": "unavailable"},
             "redis": {"status": "available", "omitted": 0, "copies": [
               {"productId": "a", "key": "product:a", "ttlMs": 600000, "bytes": 2, "copy": {}}]},
             "cassandra": {"status": "unavailable"}, "neo4j": {"status": "unavailable"}}}""";

    private final Shop shop;
    private final Person customer;
    private final JdbcClient jdbc;

    OrderViewTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.jdbc = PatientSql.of(context);
        this.customer = shop.customer();
    }

    /** In one of these zones it is another day than in Greenwich, whenever this runs. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago"})
    void daysAreThoseOfTheReaderAsTheHoursAre(String zone, Browser browser) {
        var placed = Instant.parse(customer.orders(shop.product("3.00"), 1).text("/createdAt"));

        browser.visits(shop)
                .as(customer)
                .standsIn(zone)
                .opens("#/order")
                .reads(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(placed.atZone(ZoneId.of(zone))));
    }

    @Test
    void theStepsAreReadWhereAStreamCannotBeIteratedOver(Browser browser) {
        var order = customer.orders(shop.product("3.00"), 1).text("/id");
        browser.visits(shop).as(customer).opens("#/order");
        browser.run("delete ReadableStream.prototype[Symbol.asyncIterator]; delete ReadableStream.prototype.values");

        browser.goes("#/order/" + order).sees(".waterfall [data-store=neo4j] .bar");
    }

    @Test
    void theStepsAreWaitedForBeforeItIsSaidThatThereAreNone(Browser browser) {
        var order = customer.orders(shop.product("3.00"), 1).text("/id");
        browser.visits(shop).as(customer).opens("#/order");
        var network = browser.network().keeps("/events");

        browser.goes("#/order/" + order).reads("Reading its steps");
        assertThat(browser.text()).doesNotContain("No steps are kept");

        network.releases();
        browser.sees(".waterfall [data-store=neo4j] .bar").readsNot("Reading its steps");
    }

    @Test
    void whatTheStoresHoldIsReadAgainWhenAnEntryIsAppliedThoughAnotherWaits(Browser browser) {
        var order = customer.orders(shop.product("3.00"), 1).number("/id");
        var second = "[data-store=postgres] .part:last-child dl:nth-of-type(2)";
        try {
            for (var sink : List.of("activity", "payments")) {
                jdbc.sql("insert into outbox (order_id, sink, due_at) values (:id, :sink, now() + interval '1 hour')")
                        .param("id", order)
                        .param("sink", sink)
                        .update();
            }
            browser.visits(shop).as(customer).opens("#/order/" + order).sees(second);

            jdbc.sql(LEAVES_OUTBOX + " and sink = 'activity' and due_at > now() + interval '30 minutes'")
                    .param("id", order)
                    .update();

            browser.seesNot(second).sees(".waits").sees("[data-store=postgres] .part:last-child dl");
        } finally {
            jdbc.sql(LEAVES_OUTBOX).param("id", order).update();
        }
    }

    /** The problem lasts longer than a second, in which a time that is not on the page ends. */
    @Test
    void aTimeToLiveCountsDownAfterAProblemToo(Browser browser) {
        var order = customer.orders(shop.product("3.00"), 1).text("/id");
        var trace = "/orders/" + order + "/trace";
        browser.visits(shop).as(customer).opens("#/order");
        var network = browser.network().answers(trace, Network.ALWAYS, 200, ONLY_REDIS);
        browser.goes("#/order/" + order).sees(TIME_TO_LIVE);

        network.answers(trace, 3, 503, "{\"title\": \"Too much at once\"}");
        browser.sees(".failure").seesNot(".failure").sees(TIME_TO_LIVE);

        browser.run("window.left = document.querySelector(arguments[0]).value", TIME_TO_LIVE);
        await().until(
                        () -> browser.run("return document.querySelector(arguments[0]).value < left", TIME_TO_LIVE),
                        Boolean.TRUE::equals);
    }

    @Test
    void thatAnOrderCouldNotBeReadIsSaidUntilItCould(Browser browser) {
        var order = customer.orders(shop.product("3.00"), 1).text("/id");
        browser.visits(shop).as(customer).opens("#/order/" + order).sees(".waterfall");
        browser.network().answers("GET /orders/" + order, 1, 503, "{\"title\": \"PostgreSQL is away\"}");

        browser.presses("Cancel the order").reads("PostgreSQL is away");

        browser.seesNot(".failure").reads("Payment voided");
    }

    @Test
    void thatNothingDoublesIsSaidOnlyOfARepeat(Browser browser) {
        browser.visits(shop)
                .as(customer)
                .opens("#/catalog/" + shop.product("3.00"))
                .presses("Order it");
        browser.chooses("[data-key=send]").reads("Send it again with the same key");
        browser.network().answers("POST /orders", 1, 201, "{\"id\": 7}");

        browser.presses("Send it again with the same key").reads("This is another order: order 7");

        assertThat(browser.text()).doesNotContain("Nothing doubles");
    }
}
