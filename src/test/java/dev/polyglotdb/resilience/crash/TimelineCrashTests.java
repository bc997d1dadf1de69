package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cassandra is killed, hangs or is overloaded while many clients write. Every acknowledged event must be stored.
 * {@code -Dpolyglot.proof.kills} sets the number of kills.
 */
@ShopTest
@SecondShop
class TimelineCrashTests {

    private static final int KILLS = Math.max(1, Integer.getInteger("polyglot.proof.kills", 1));

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
                .mapToObj(n -> new TimelineWriter(shop.customer(), product, n % 2 == 0 ? 1 : 100))
                .toList();
        for (var kill = 0; kill < KILLS; kill++) {
            writers.forEach(TimelineWriter::begin);
            writers.forEach(TimelineWriter::awaitAcknowledged);
            stores.kill(Engine.CASSANDRA);
            writers.forEach(writer -> writer.awaitRefused(1));
            stores.start(Engine.CASSANDRA);
            writers.forEach(TimelineWriter::awaitAcknowledged);
            writers.forEach(TimelineWriter::end);
        }

        var audience = ids(shop.admin(), "/products/" + product + "/activity");
        var acknowledged = 0;
        for (var writer : writers) {
            assertThat(ids(writer.person(), "/activity"))
                    .doesNotHaveDuplicates()
                    .containsAll(writer.acknowledged());
            assertThat(audience).containsAll(writer.acknowledged());
            acknowledged += writer.acknowledged().size();
        }
        assertThat(audience).doesNotHaveDuplicates();
        System.out.printf("%d kills of Cassandra: %d events acknowledged, none lost%n", KILLS, acknowledged);
    }

    @Test
    void aSilentCassandraKeepsNobodyWaitingHoweverManyWrite() {
        var ada = shop.customer();
        ada.post("/activity", "{\"type\": \"BEFORE\"}");

        var many = 260; // more than the number of threads that could wait
        var refusal = slowest(many, n -> ada.post("/activity", "{\"type\": \"lower case\"}"));
        stores.pause(Engine.CASSANDRA);
        try {
            var answers =
                    Parallel.each(many, n -> TimedReply.of(() -> ada.post("/activity", "{\"type\": \"SILENCE\"}")));
            assertThat(answers).allSatisfy(answer -> answer.assertRefusedBy(Engine.CASSANDRA, refusal));
            TimedReply.of(() -> ada.get("/activity")).assertRefusedBy(Engine.CASSANDRA, Duration.ZERO);
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

        // Twice the time, because this time Cassandra works on the same machine.
        var refusal = slowest(
                        customers.size(), n -> customers.get(n).post("/activity", wide(n).replaceFirst("WIDE", "wide")))
                .multipliedBy(2);

        var answers = Parallel.each(
                customers.size(), n -> TimedReply.of(() -> customers.get(n).post("/activity", wide(n))));

        assertThat(answers).anySatisfy(answer -> answer.assertRefusedBy(Engine.CASSANDRA, refusal));
        for (var n = 0; n < answers.size(); n++) {
            if (answers.get(n).reply().status() == 201) {
                assertThat(ids(customers.get(n), "/activity")).hasSize(1_000);
            } else {
                answers.get(n).assertRefusedBy(Engine.CASSANDRA, refusal);
            }
        }
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> customers.get(0).post("/activity", wide(0)).status() == 201);
    }

    /** Returns a batch with the most possible writes: each event concerns another product. */
    private static String wide(int customer) {
        return IntStream.range(0, 1_000)
                .mapToObj(n -> "{\"type\": \"WIDE\", \"productId\": \"wide-%d-%d\"}".formatted(customer, n))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Returns the longest time to reject the same number of parallel requests as invalid. This is the load of the
     * machine without any waiting.
     */
    private static Duration slowest(int times, IntFunction<Reply> call) {
        var answers = Parallel.each(times, n -> TimedReply.of(() -> call.apply(n)));
        assertThat(answers).allMatch(answer -> answer.reply().status() == 400);
        return answers.stream().map(TimedReply::took).max(Duration::compareTo).orElseThrow();
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
}
