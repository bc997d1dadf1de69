package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private static final int MOST = 96;

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
            try {
                writers.forEach(TimelineWriter::begin);
                writers.forEach(TimelineWriter::awaitAcknowledged);
                killWhile(() -> {
                    writers.forEach(writer -> writer.expectAway(true));
                    writers.forEach(writer -> writer.awaitRefused(1));
                    writers.forEach(writer -> writer.expectAway(false));
                });
                writers.forEach(TimelineWriter::awaitAcknowledged);
            } finally {
                writers.forEach(TimelineWriter::stop);
            }
            writers.forEach(TimelineWriter::end);
        }

        var audience = ids(shop.admin(), "/products/" + product + "/activity");
        var acknowledged = 0;
        for (var writer : writers) {
            var timeline = ids(writer.person(), "/activity");
            assertThat(timeline).doesNotHaveDuplicates();
            assertThat(missing(writer.acknowledged(), timeline)).isEmpty();
            assertThat(missing(writer.acknowledged(), audience)).isEmpty();
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
        stores.pause(Engine.CASSANDRA);
        try {
            var answers =
                    Parallel.each(many, n -> TimedReply.of(() -> ada.post("/activity", "{\"type\": \"SILENCE\"}")));
            assertThat(answers).allSatisfy(answer -> answer.assertRefusedInTimeBy(Engine.CASSANDRA));
            TimedReply.of(() -> ada.get("/activity")).assertRefusedInTimeBy(Engine.CASSANDRA);
        } finally {
            stores.resume(Engine.CASSANDRA);
        }

        await().until(() -> ada.post("/activity", "{\"type\": \"AFTER\"}").status() == 201);
        assertThat(ada.get("/activity?limit=1").texts("/items", "/type")).containsExactly("AFTER");
    }

    @Test
    void moreThanCassandraCanTakeIsRefusedAtOnceAndTheRestIsWritten() {
        var customers = Parallel.each(MOST, n -> shop.customer());
        var refused = 0L;
        // How much is too much depends on the machine.
        for (var many = 24; refused == 0 && many <= MOST; many *= 2) {
            var type = "WIDE_" + many;
            var answers = Parallel.each(many, n -> wide(customers.get(n), type));
            for (var n = 0; n < many; n++) {
                if (answers.get(n).reply().status() == 201) {
                    assertThat(ids(customers.get(n), "/activity?type=" + type)).hasSize(1_000);
                } else {
                    // Cassandra answers all the while, so the time in it is mostly work, and twice the slack is due.
                    answers.get(n).assertRefusedByBusy(Engine.CASSANDRA);
                    assertThat(answers.get(n).took()).isLessThan(Tally.BOUND.plus(Tally.SLACK.multipliedBy(2)));
                    refused++;
                }
            }
        }

        assertThat(refused).as("with %d at once", MOST).isPositive();
        // It works off what nobody waits for any more.
        await().until(() -> wide(customers.get(0), "AFTER").reply().status() == 201);
    }

    private void killWhile(Runnable away) {
        stores.kill(Engine.CASSANDRA);
        try {
            away.run();
        } finally {
            stores.start(Engine.CASSANDRA);
        }
    }

    /** Sends a batch with the most possible writes: each event concerns another product. */
    private static TimedReply wide(Person customer, String type) {
        var events = IntStream.range(0, 1_000)
                .mapToObj(n -> "{\"type\": \"%s\", \"productId\": \"wide-%d-%d\"}".formatted(type, customer.id(), n))
                .collect(Collectors.joining(",", "[", "]"));
        return TimedReply.of(() -> customer.post("/activity", events));
    }

    /** Thousands in a list of thousands: whoever looks for each from the beginning takes seconds. */
    private static Set<String> missing(Collection<String> acknowledged, List<String> there) {
        var missing = new HashSet<>(acknowledged);
        there.forEach(missing::remove);
        return missing;
    }

    private static List<String> ids(Person reader, String path) {
        return reader.client().pages(path + (path.contains("?") ? "&" : "?") + "limit=100").stream()
                .flatMap(page -> page.texts("/items", "/eventId").stream())
                .toList();
    }
}
