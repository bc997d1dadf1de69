package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What is seen of the stores while one is away. */
@ShopTest
@SecondShop
class OverviewTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;
    private final StoreControl stores;
    private final OrderStreams orderStreams;
    private final int port;
    private final Person ada;
    private final String order;

    OverviewTests(Shop shop, StoreControl stores, OrderStreams orderStreams, Environment environment) {
        this.shop = shop;
        this.stores = stores;
        this.orderStreams = orderStreams;
        this.port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
        this.ada = shop.customer();
        this.order = placed("3.00");
    }

    /** Places an order, and returns its path. */
    private String placed(String price) {
        return PatientOrders.place(ada, shop.product(price)).header("Location").orElseThrow();
    }

    @AfterEach
    void awaitWhole() {
        await().atMost(SOON)
                .until(() -> shop.anybody().get("/actuator/health/stores").status() == 200);
    }

    @Test
    void eachStoreTellsItsStateItsCallsAndWhatItHolds() {
        // What it holds is counted beside the requests, and followers hear of an order a moment later.
        await().atMost(SOON).untilAsserted(() -> assertTold(overview()));
    }

    private static void assertTold(Reply overview) {
        assertThat(store(overview, "postgres").at("/holds/0/count").asLong()).isPositive();
        for (var store : Engine.values()) {
            var seen = store(overview, store.name().toLowerCase(Locale.ROOT));
            assertThat(seen.at("/state").asString()).isEqualTo("up");
            assertThat(seen.at("/circuit").asString()).isEqualTo("closed");
            assertThat(seen.at("/places/free").asInt()).isPositive();
            assertThat(seen.at("/calls/answered").asLong()).as("%s", seen).isPositive();
            assertThat(seen.at("/holds").size()).as("%s", seen).isPositive();
        }
        assertThat(store(overview, "postgres").at("/calls/p99Ms").asDouble()).isPositive();
        assertThat(store(overview, "redis").at("/holds/0/count").asLong()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"MONGODB", "CASSANDRA", "NEO4J"})
    void withoutAStoreTheTraceShowsTheOthersAndTheOverviewSaysWhichIsAway(Engine engine) {
        var id = engine.name().toLowerCase(Locale.ROOT);
        try (var outage = Outage.pause(stores, engine)) {
            var first = Outage.timed(() -> ada.get(order + "/trace"));
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text("/stores/" + id + "/status")).isEqualTo("unavailable");

            await().atMost(SOON)
                    .until(() -> store(overview(), id).at("/state").asString().equals("down"));
            // On a busy machine another store may be late, too.
            await().atMost(SOON).untilAsserted(() -> {
                var trace = Outage.timed(() -> ada.get(order + "/trace"));
                assertThat(trace.at("/stores")
                                .propertyStream()
                                .filter(part ->
                                        part.getValue().at("/status").asString().equals("available")))
                        .hasSize(4);
            });
            assertThat(store(overview(), id).at("/holds").isEmpty()).isTrue();
        }
    }

    @Test
    void whatWaitsForAStoreIsToldUntilItIsBackAndApplied() {
        Reply waiting;
        String late;
        try (var outage = Outage.pause(stores, Engine.CASSANDRA)) {
            late = placed("4.00");
            waiting = await().atMost(SOON)
                    .until(
                            () -> ada.get(late + "/trace"),
                            trace -> !trace.at("/waiting/0/lastError").isNull()
                                    && trace.texts("/waiting", "/name").equals(List.of("activity")));
            assertThat(overview().at("/outbox/sinks/0/name").asString()).isEqualTo("activity");
            var reading = CompletableFuture.supplyAsync(() -> EventStream.of(ada.client(), late));
            outage.close();

            var stream = reading.join();
            assertThat(stream.names()).contains("activity", "recommendations", "transaction");
            assertThat(stream.end()).isEqualTo("end applied");
        }
        assertThat(waiting.at("/complete").asBoolean()).isFalse();
        assertThat(waiting.text("/waiting/0/status")).isEqualTo("pending");
        assertThat(waiting.text("/waiting/0/store")).isEqualTo("cassandra");
    }

    @Test
    void aUserReadsEightStreamsAtATimeAndNoneIsLeftWhenItsReaderIsGone() throws IOException {
        try (var outage = Outage.pause(stores, Engine.CASSANDRA)) {
            var late = placed("4.00");
            var readers = new ArrayList<Socket>();
            try {
                for (var i = 0; i < OrderStreams.PER_USER; i++) {
                    readers.add(openStream(late));
                }
                await().atMost(SOON).until(() -> orderStreams.open() == OrderStreams.PER_USER);

                var refused = Shop.patiently(() -> ada.get(late + "/events"));
                assertThat(refused.problem()).isEqualTo("too-many-requests");
                assertThat(refused.header("Retry-After")).isPresent();
            } finally {
                for (var reader : readers) {
                    reader.close();
                }
            }
            await().atMost(SOON).until(() -> orderStreams.open() == 0);
        }
    }

    private Socket openStream(String path) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write("GET %s/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, ada.token())
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void withoutPostgresqlThereIsNoTraceAndTheOverviewHasNoOutbox() {
        try (var outage = Outage.pause(stores, Engine.POSTGRES)) {
            Outage.assertUnavailable(Outage.timed(() -> ada.get(order + "/trace")), "postgres");
            Outage.assertUnavailable(Outage.timed(() -> ada.get(order + "/events")), "postgres");
            var overview = Outage.timed(() -> shop.admin().get("/admin/overview"));
            assertThat(overview.status()).isEqualTo(200);
            assertThat(overview.at("/outbox").isNull()).isTrue();
        }
    }

    private Reply overview() {
        return Shop.patiently(() -> shop.admin().get("/admin/overview"));
    }

    private static JsonNode store(Reply overview, String id) {
        return overview.at("/stores")
                .valueStream()
                .filter(store -> store.at("/store").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
