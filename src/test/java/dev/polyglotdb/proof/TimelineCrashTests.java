package dev.polyglotdb.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cassandra is killed, falls silent, or has more to do than it can, while many write; what it acknowledged is there.
 * {@code -Dpolyglot.proof.kills} says how often it is killed.
 */
@ShopTest
class TimelineCrashTests {

    private static final int KILLS = Math.max(1, Integer.getInteger("polyglot.proof.kills", 1));
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Shop shop;
    private final StoreControl stores;

    TimelineCrashTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void nothingAcknowledgedIsLostWhenCassandraIsKilledAgainAndAgain() {
        var product = Shop.unique("product");
        var writers = IntStream.range(0, 6)
                .mapToObj(n -> new Writer(shop.customer(), product, n % 2 == 0 ? 1 : 100))
                .toList();
        for (var kill = 0; kill < KILLS; kill++) {
            writers.forEach(Writer::begin);
            awaitAcknowledged(writers);
            stores.kill(Engine.CASSANDRA);
            writers.forEach(writer -> writer.awaitRefused(1));
            stores.start(Engine.CASSANDRA);
            awaitAcknowledged(writers);
            writers.forEach(Writer::end);
        }

        var audience = ids(shop.admin(), "/products/" + product + "/activity");
        var acknowledged = 0;
        for (var writer : writers) {
            assertThat(ids(writer.person, "/activity")).doesNotHaveDuplicates().containsAll(writer.acknowledged);
            assertThat(audience).containsAll(writer.acknowledged);
            acknowledged += writer.acknowledged.size();
        }
        assertThat(audience).doesNotHaveDuplicates();
        System.out.printf("%d kills of Cassandra: %d events acknowledged, none lost%n", KILLS, acknowledged);
    }

    private static void awaitAcknowledged(List<Writer> writers) {
        for (var writer : writers) {
            var before = writer.acknowledged.size();
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                writer.mustGoOn();
                return writer.acknowledged.size() > before + 3 * writer.batch;
            });
        }
    }

    @Test
    void aSilentCassandraKeepsNobodyWaitingHoweverManyWrite() {
        var ada = shop.customer();
        ada.post("/activity", "{\"type\": \"BEFORE\"}");

        var many = 260; // more than there are threads that could wait
        var refusal = slowest(many, n -> ada.post("/activity", "{\"type\": \"lower case\"}"));
        stores.pause(Engine.CASSANDRA);
        try {
            var answers = Parallel.each(many, n -> timed(() -> ada.post("/activity", "{\"type\": \"SILENCE\"}")));
            assertThat(answers).allSatisfy(answer -> assertRefused(answer, refusal));
            assertRefused(timed(() -> ada.get("/activity")), Duration.ZERO);
        } finally {
            stores.resume(Engine.CASSANDRA);
        }

        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> ada.post("/activity", "{\"type\": \"AFTER\"}").status() == 201);
        assertThat(ada.get("/activity?limit=1").texts("/items", "/type")).containsExactly("AFTER");
    }

    @Test
    void moreThanCassandraCanTakeIsRefusedAtOnceAndTheRestIsWritten() {
        var customers = Parallel.each(24, n -> shop.customer());

        // Twice, because Cassandra works beside this time.
        var refusal = slowest(
                        customers.size(), n -> customers.get(n).post("/activity", wide(n).replaceFirst("WIDE", "wide")))
                .multipliedBy(2);

        var answers = Parallel.each(
                customers.size(), n -> timed(() -> customers.get(n).post("/activity", wide(n))));

        assertThat(answers).anySatisfy(answer -> assertRefused(answer, refusal));
        for (var n = 0; n < answers.size(); n++) {
            if (answers.get(n).reply().status() == 201) {
                assertThat(ids(customers.get(n), "/activity")).hasSize(1_000);
            } else {
                assertRefused(answers.get(n), refusal);
            }
        }
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> customers.get(0).post("/activity", wide(0)).status() == 201);
    }

    /** A batch that is as many writes as one can be: each event is of another product. */
    private static String wide(int customer) {
        return IntStream.range(0, 1_000)
                .mapToObj(n -> "{\"type\": \"WIDE\", \"productId\": \"wide-%d-%d\"}".formatted(customer, n))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private record Timed(Reply reply, Duration took) {}

    private static Timed timed(Supplier<Reply> call) {
        var begun = System.nanoTime();
        var reply = call.get();
        return new Timed(reply, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** How long it takes at most to refuse as many at once for what is wrong with them. So busy the machine is without waiting. */
    private static Duration slowest(int times, IntFunction<Reply> call) {
        var answers = Parallel.each(times, n -> timed(() -> call.apply(n)));
        assertThat(answers).allMatch(answer -> answer.reply().status() == 400);
        return answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
    }

    /** @param work what the answer takes if nobody has to wait */
    private static void assertRefused(Timed answer, Duration work) {
        assertThat(answer.reply().status()).as(answer.reply().toString()).isEqualTo(503);
        assertThat(answer.reply().text("/store")).isEqualTo("cassandra");
        assertThat(answer.reply().header("Retry-After")).isPresent();
        assertThat(answer.took()).isLessThan(PATIENCE.plus(work));
    }

    private static List<String> ids(Person reader, String path) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = reader.get(path + "?limit=100" + cursor);
            ids.addAll(page.texts("/items", "/eventId"));
            cursor = page.at("/nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());
        return ids;
    }

    /** Somebody who reports events one after the other, or as batches, until told to stop. */
    private static final class Writer {

        private final Person person;
        private final String product;
        private final int batch;
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private volatile int refused;
        private volatile boolean goesOn;
        private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);

        Writer(Person person, String product, int batch) {
            this.person = person;
            this.product = product;
            this.batch = batch;
        }

        void begin() {
            goesOn = true;
            refused = 0;
            work = CompletableFuture.runAsync(this::write, task -> new Thread(task, "writer").start());
        }

        private void write() {
            while (goesOn) {
                var ids = IntStream.range(0, batch)
                        .mapToObj(n -> UUID.randomUUID().toString())
                        .toList();
                var json = ids.stream().map(this::event).collect(Collectors.joining(",", "[", "]"));
                var answer = timed(() -> person.post("/activity", json));
                if (answer.reply().status() == 201) {
                    acknowledged.addAll(ids);
                } else {
                    assertRefused(answer, Duration.ZERO);
                    refused++;
                }
            }
        }

        private String event(String id) {
            return "{\"type\": \"VIEW\", \"productId\": \"%s\", \"eventId\": \"%s\", \"occurredAt\": \"%s\"}"
                    .formatted(product, id, Instant.now());
        }

        void awaitRefused(int times) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                mustGoOn();
                return refused >= times;
            });
        }

        /** Fails with what the writer failed with. */
        void mustGoOn() {
            if (work.isDone()) {
                work.join();
            }
        }

        void end() {
            goesOn = false;
            work.join();
        }
    }
}
