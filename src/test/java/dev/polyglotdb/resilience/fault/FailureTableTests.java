package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.Slot;
import dev.polyglotdb.resilience.StoreCall;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.resilience.WaitingClients;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Which endpoints work and which are unavailable during the outage of a store, for each store and each kind of failure.
 * The instance's connections to the stores are disturbed. With {@code -Dpolyglot.proof.signals}, the engines themselves
 * are killed and frozen too.
 */
@ShopTest
@SecondShop
class FailureTableTests {

    /** Sooner than any driver would connect again by itself, after its pauses for a store that is long away. */
    private static final Duration HEALED = Duration.ofSeconds(20);

    /** Below this time, a difference shows the load of the machine and not an error. */
    private static final Duration FLOOR = Duration.ofMillis(Integer.getInteger("polyglot.proof.floor", 1_000));

    private static final boolean SIGNALS = Boolean.getBoolean("polyglot.proof.signals");

    @SuppressWarnings("NullAway.Init")
    private static Slot slot;

    private final Shop shop;
    private final StoreControl stores;
    private final Person ada;
    private final Client customer;
    private final String product;

    FailureTableTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
        this.ada = shop.customer();
        this.customer = slot.client().withToken(ada.token());
        this.product = shop.product("3.00");
    }

    @BeforeAll
    static void start(@Autowired ApplicationContext context) {
        slot = new Slot(context);
    }

    @AfterAll
    static void end() {
        slot.close();
    }

    @AfterEach
    void heal() {
        slot.relays().pass();
        slot.awaitHealth(Duration.ofSeconds(30));
    }

    private List<StoreCall> calls() {
        return StoreCall.all(shop, ada, slot.client(), product);
    }

    static Stream<Arguments> faults() {
        var kinds = Stream.concat(
                Stream.of("refused", "cut", "half-open", "delayed").map("connections "::concat),
                SIGNALS ? Stream.of("store killed", "store frozen") : Stream.of());
        return kinds.flatMap(kind -> Arrays.stream(Engine.values()).map(engine -> Arguments.of(engine, kind)));
    }

    private Fault fault(Engine engine, String kind) {
        return Fault.all(stores, List.of(slot)).stream()
                .filter(fault -> fault.place().equals(engine.title()))
                .filter(fault -> fault.kind().equals(kind)
                        || fault.kind().equals("store stopped") && kind.equals("store killed"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatNeedsTheStoreIsUnavailableAllElseGoesOnAndBothIsSaidSoon(Engine engine, String kind) {
        var calls = calls();
        calls.forEach(call -> assertThat(Shop.patiently(call.send()).status()).isLessThan(300));
        var more = calls();
        var fault = fault(engine, kind);
        fault.begin().run();
        try {
            Parallel.each(more.size(), i -> {
                // If the responses of a store share a segment, the first ones may arrive complete.
                more.get(i).checkWithout(engine, kind.equals("connections delayed") || kind.equals("connections cut"));
                return true;
            });
        } finally {
            fault.end().run();
        }
        await().atMost(HEALED)
                .ignoreExceptions()
                .untilAsserted(() -> more.forEach(
                        call -> assertThat(call.send().get().status()).isLessThan(300)));
    }

    @Test
    void anExportThatCassandraBreaksOffDoesNotLookWhole() throws IOException {
        try (var export = new SlowExport(shop.customer(), slot.port())) {
            slot.relays().to(Engine.CASSANDRA).cut();
            export.assertBreaks();
        }
    }

    /**
     * A claim lasts longer than any client may wait. A request that has used up its time can't release the claim
     * itself.
     */
    @Test
    void aKeyWhoseRequestLedToNothingIsFreeWhenPostgresqlAnswersAgain() {
        var client = customer.with("Idempotency-Key", "key");
        slot.relays().to(Engine.POSTGRES).delay(Duration.ofMillis(500));
        assertThat(client.post("/orders", Person.cardOrder(product, 1, "tok_visa"))
                        .text("/store"))
                .isEqualTo("postgres");

        slot.relays().to(Engine.POSTGRES).pass();

        var again = Shop.patiently(() -> client.post("/orders", Person.cardOrder(product, 1, "tok_visa")));
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
    }

    /** The slow store leaves little time for the absent one. */
    @ParameterizedTest
    @ValueSource(strings = {"refused", "half-open"})
    void aStoreThatIsSlowAndAnotherThatIsAwayAreNotWaitedForOneAfterTheOther(String kind) {
        var unread = IntStream.range(0, 10).mapToObj(i -> shop.product("5.00")).toList();
        var away = fault(Engine.POSTGRES, "connections " + kind);
        slot.relays().to(Engine.MONGODB).delay(Duration.ofMillis(700));
        away.begin().run();
        Parallel.each(unread.size(), i -> {
            var answer = TimedReply.of(() -> customer.post("/orders", Person.cardOrder(unread.get(i), 1, "tok_visa")));
            answer.assertInTime();
            assertThat(answer.reply().status()).as(answer.what()).isEqualTo(503);
            return true;
        });
    }

    static Stream<Engine> crowded() {
        return SIGNALS ? Arrays.stream(Engine.values()) : Stream.of(Engine.POSTGRES, Engine.REDIS);
    }

    @ParameterizedTest
    @Tag("measurement")
    @MethodSource("crowded")
    void manyWhoWaitForOneStoreHoldUpNobodyElse(Engine engine) {
        var calls = calls();
        var stuck = calls.stream()
                .filter(call -> call.needs().contains(engine))
                .findFirst()
                .orElseThrow();
        var others = calls.stream().filter(call -> !call.concerns(engine)).toList();
        others.forEach(call -> call.send().get());
        var quiet = StoreCall.slowOnes(others);
        slot.relays().to(engine).freeze();

        try (var crowd = new WaitingClients(stuck)) {
            assertThat(StoreCall.slowOnes(others))
                    .as("p99, while nobody waited %s", quiet)
                    .isLessThan(longer(quiet.multipliedBy(2), FLOOR));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
