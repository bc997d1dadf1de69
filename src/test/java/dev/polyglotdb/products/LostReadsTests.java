package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.MongoAnswer;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.platform.stores.MongoClientOf;
import dev.polyglotdb.products.search.ProductParameters;
import dev.polyglotdb.resilience.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of long reads, plans and indexes if MongoDB's server loses them or is away for a while. */
class LostReadsTests {

    private static final int MANY = 250;

    /** On a busy machine, even a server that is there may answer too late. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SpokenCatalog catalog = new SpokenCatalog();
    private final MongoRelay relay = catalog.relay();
    private final BulkProductRepository bulk = catalog.bulk();

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void productsWhoseCursorIsLostAreReadOnceEach() {
        catalog.store(many());
        var ids = new ArrayList<String>();
        relay.next("getMore", error(43, "CursorNotFound"));

        bulk.each(IntStream.range(0, MANY).mapToObj(LostReadsTests::id).toList(), product -> ids.add(product.id()));

        assertThat(relay.given()).isOne();
        assertThat(ids).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aScanGoesOnWhereMongodbLeftIt() {
        catalog.store(many());
        var scan = new CatalogScan(catalog.bulk(MongoClientOf.TIMEOUTS));
        var ids = new ArrayList<>(ids(scan.next(PATIENCE)));
        // The driver repeats each query of its own until its time is over.
        relay.next("find", times(200, error(91, "ShutdownInProgress")));

        assertThat(MongoClientOf.end(scan::next)).isEqualTo("away");
        for (var some = scan.next(PATIENCE); !some.isEmpty(); some = scan.next(PATIENCE)) {
            ids.addAll(ids(some));
        }

        assertThat(ids)
                .isEqualTo(IntStream.range(0, MANY).mapToObj(LostReadsTests::id).toList());
    }

    @Test
    void aScanWaitsForMongodbNoLongerThanItIsTold() {
        catalog.store(many());
        // A busy machine may pause once, but not each time.
        await().pollInSameThread()
                .ignoreExceptions()
                .untilAsserted(this::assertAScanWaitsForMongodbNoLongerThanItIsTold);
    }

    private void assertAScanWaitsForMongodbNoLongerThanItIsTold() {
        relay.pass();
        var scan = new CatalogScan(catalog.bulk(MongoClientOf.TIMEOUTS));
        scan.next(PATIENCE);
        relay.next("find", times(1_000, error(433, "AdmissionQueueOverflow")));
        var begun = System.nanoTime();

        assertThat(MongoClientOf.end(() -> scan.next(Duration.ofMillis(700)))).isEqualTo("overloaded");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(4).plus(Tally.SLACK.multipliedBy(3)));
        assertThat(relay.given()).isBetween(2, 4);
    }

    @Test
    void theLastVersionsAreReadOnceMoreInTheTimeThatIsLeft() {
        var lamp = Product.of(SpokenCatalog.command("lamp", "Lamp"), 6, Instant.EPOCH);
        catalog.deletedVersions().keep(lamp);
        relay.next("find", lostAfter(Duration.ofSeconds(1)));

        assertThat(catalog.deletedVersions().last("lamp")).isEqualTo(lamp.version());

        var limits = relay.seen().stream()
                .filter(command -> command.getFirstKey().equals("find"))
                .map(command -> command.getNumber("maxTimeMS").longValue())
                .toList();
        assertThat(limits).hasSize(2);
        assertThat(limits.get(1)).isLessThan(limits.get(0) - 500);
    }

    private static MongoAnswer lostAfter(Duration time) {
        return (command, server) -> {
            server.end().await(time.toMillis(), TimeUnit.MILLISECONDS);
            return error(13388, "StaleConfig").to(command, server);
        };
    }

    @Test
    void aPlanIsAskedForOnceMore() {
        relay.next("explain", error(13388, "StaleConfig"));

        assertThat(explain()).isEqualTo("done");
        assertThat(catalog.sent("explain")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"175 away", "462 overloaded", "112 conflict"})
    void aServerThatCantAnswerNowIsNotOneThatCantExplain(String example) {
        var code = Integer.parseInt(example.split(" ")[0]);
        relay.next("explain", error(code, "X"), error(code, "X"));

        assertThat(explain()).isEqualTo(example.split(" ")[1]);
    }

    @Test
    void indexesWhoseBuildWasAbortedAreBuiltOnceMore() {
        relay.next("createIndexes", error(276, "IndexBuildAborted"));
        relay.next("listIndexes", error(43, "CursorNotFound"));

        assertThat(new IndexBuild(catalog.documents()).run()).isEmpty();
        assertThat(relay.given()).isEqualTo(2);
    }

    private String explain() {
        return MongoClientOf.end(() -> catalog.listings().explain(ProductParameters.read(Map.of()), null, 5));
    }

    private static List<String> ids(List<Product> products) {
        return products.stream().map(Product::id).toList();
    }

    private static List<Product> many() {
        return IntStream.range(0, MANY)
                .mapToObj(number -> Product.of(SpokenCatalog.command(id(number), "Lamp"), 0, Instant.EPOCH))
                .toList();
    }

    private static String id(int number) {
        return "product-%03d".formatted(number);
    }

    private static MongoAnswer[] times(int count, MongoAnswer answer) {
        return Collections.nCopies(count, answer).toArray(MongoAnswer[]::new);
    }
}
