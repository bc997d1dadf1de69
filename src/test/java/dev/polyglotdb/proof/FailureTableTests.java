package dev.polyglotdb.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Client;
import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What goes on and what is unavailable while a store is, for each store and each way to fail: an instance whose ways to the stores can
 * be disturbed. With {@code -Dpolyglot.proof.signals} the engines themselves are killed and frozen too.
 */
@ShopTest
class FailureTableTests {

    private static final Duration HEALED = Duration.ofSeconds(10);
    private static final int WAITING = 250;
    private static final int SAMPLES = 200;

    /** Below this a difference says more about the machine. */
    private static final Duration FLOOR = Duration.ofMillis(Integer.getInteger("polyglot.proof.floor", 1_000));

    private static final boolean SIGNALS = Boolean.getBoolean("polyglot.proof.signals");

    /** @param needs without which there is no answer but a 503 */
    private record Call(Set<Engine> needs, Set<Engine> uses, Supplier<Reply> send) {}

    @SuppressWarnings("NullAway.Init")
    private static Slot slot;

    private final Shop shop;
    private final StoreControl stores;
    private final Person ada;
    private final Client anybody;
    private final Client customer;
    private final String product;
    private final long order;

    FailureTableTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
        this.ada = shop.customer();
        this.anybody = slot.client();
        this.customer = anybody.withToken(ada.token());
        this.product = shop.product("3.00");
        this.order = ada.orders(product, 1).number("/id");
        ada.post("/orders/" + order + "/cancel");
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

    private List<Call> calls() {
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(ada.email(), ada.password());
        // Of a product that nobody has asked about; what was read before is answered from memory.
        var fresh = shop.product("4.00");
        return List.of(
                call(Set.of(), () -> anybody.get("/actuator/health/liveness")),
                call(Set.of(), () -> anybody.get("/products/" + product)),
                call(Set.of(Engine.MONGODB), () -> anybody.get("/products?limit=3")),
                call(Set.of(Engine.MONGODB, Engine.POSTGRES), () -> anybody.get("/products/" + product + "/stock")),
                call(Set.of(Engine.MONGODB, Engine.NEO4J), () -> anybody.get("/products/" + fresh + "/related")),
                call(Set.of(Engine.REDIS), () -> customer.get("/auth/sessions")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/users/me")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.get("/orders")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> customer.post("/orders/" + order + "/cancel")),
                call(Set.of(Engine.REDIS, Engine.POSTGRES), () -> anybody.post("/auth/login", login)),
                call(
                        Set.of(Engine.REDIS, Engine.POSTGRES, Engine.MONGODB),
                        () -> customer.post("/orders", Person.cardOrder(product, 1, "tok_visa"))),
                call(Set.of(Engine.REDIS, Engine.CASSANDRA), () -> customer.get("/activity")),
                call(
                        Set.of(Engine.REDIS, Engine.CASSANDRA),
                        () -> customer.post("/activity", "{\"type\": \"SEARCH\"}")),
                new Call(Set.of(Engine.REDIS), Set.of(Engine.MONGODB), () -> customer.get("/recommend/" + ada.id())));
    }

    private static Call call(Set<Engine> needs, Supplier<Reply> send) {
        return new Call(needs, Set.of(), send);
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
        calls.forEach(call -> assertThat(call.send().get().status()).isLessThan(300));
        var more = calls();
        var fault = fault(engine, kind);
        fault.begin().run();
        try {
            Parallel.each(more.size(), i -> {
                // Of several answers in one piece, those that come first may be whole.
                check(more.get(i), engine, kind.equals("connections delayed") || kind.equals("connections cut"));
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

    private static void check(Call call, Engine engine, boolean mayAnswer) {
        var begun = System.nanoTime();
        var reply = call.send().get();
        var took = Duration.ofNanos(System.nanoTime() - begun);

        var what = reply.http().uri() + ": " + reply + reply.header("Server-Timing");
        assertThat(took).as(what).isLessThan(Tally.BOUND.plus(Tally.SLACK));
        var answered = reply.status() < 300 && (mayAnswer || !call.needs().contains(engine));
        if (!answered) {
            assertThat(call.needs().contains(engine) || call.uses().contains(engine))
                    .as(what)
                    .isTrue();
            assertThat(reply.status()).as(what).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("store-unavailable");
            assertThat(reply.text("/store")).isEqualTo(engine.name().toLowerCase(Locale.ROOT));
            assertThat(reply.header("Retry-After")).isPresent();
        }
    }

    /** A claim lasts longer than anybody may wait, and can't be given back by a request that has used up its time. */
    @Test
    void aKeyWhoseRequestLedToNothingIsFreeWhenPostgresqlAnswersAgain() {
        var client = customer.with("Idempotency-Key", "key");
        slot.relays().to(Engine.POSTGRES).delay(Duration.ofMillis(500));
        assertThat(client.post("/orders", Person.cardOrder(product, 1, "tok_visa"))
                        .text("/store"))
                .isEqualTo("postgres");

        slot.relays().to(Engine.POSTGRES).pass();

        assertThat(client.post("/orders", Person.cardOrder(product, 1, "tok_visa"))
                        .status())
                .isEqualTo(201);
    }

    /** The one leaves little time for the other. */
    @ParameterizedTest
    @ValueSource(strings = {"refused", "half-open"})
    void aStoreThatIsSlowAndAnotherThatIsAwayAreNotWaitedForOneAfterTheOther(String kind) {
        var unread = IntStream.range(0, 10).mapToObj(i -> shop.product("5.00")).toList();
        var away = fault(Engine.POSTGRES, "connections " + kind);
        slot.relays().to(Engine.MONGODB).delay(Duration.ofMillis(700));
        away.begin().run();
        Parallel.each(unread.size(), i -> {
            var begun = System.nanoTime();
            var reply = customer.post("/orders", Person.cardOrder(unread.get(i), 1, "tok_visa"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as(reply.toString())
                    .isLessThan(Tally.BOUND.plus(Tally.SLACK));
            assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
            return true;
        });
    }

    static Stream<Engine> crowded() {
        return SIGNALS ? Arrays.stream(Engine.values()) : Stream.of(Engine.POSTGRES, Engine.REDIS);
    }

    /** More than there are threads; they come one after the other, as clients do. */
    @ParameterizedTest
    @MethodSource("crowded")
    void manyWhoWaitForOneStoreHoldUpNobodyElse(Engine engine) {
        var calls = calls();
        var stuck = calls.stream()
                .filter(call -> call.needs().contains(engine))
                .findFirst()
                .orElseThrow();
        var others = calls.stream()
                .filter(call -> !call.needs().contains(engine) && !call.uses().contains(engine))
                .toList();
        others.forEach(call -> call.send().get());
        var quiet = slowOnes(others);
        slot.relays().to(engine).freeze();
        var stop = new CountDownLatch(1);
        var crowd = CompletableFuture.runAsync(() -> Parallel.each(WAITING, i -> {
            var over = isOver(stop, 8 * i);
            while (!over) {
                assertThat(stuck.send().get().status()).isEqualTo(503);
                over = isOver(stop, 2_000);
            }
            return true;
        }));
        try {
            assertThat(slowOnes(others))
                    .as("p99, while nobody waited %s", quiet)
                    .isLessThan(longer(quiet.multipliedBy(2), FLOOR));
        } finally {
            stop.countDown();
            crowd.join();
        }
    }

    private static boolean isOver(CountDownLatch stop, int millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What 99 of 100 requests don't take longer than. */
    private static Duration slowOnes(List<Call> calls) {
        var times = IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    var begun = System.nanoTime();
                    var reply = calls.get(i % calls.size()).send().get();
                    assertThat(reply.status()).as(reply.toString()).isLessThan(300);
                    return System.nanoTime() - begun;
                })
                .sorted()
                .toList();
        return Duration.ofNanos(times.get(SAMPLES * 99 / 100 - 1));
    }
}
