package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.error;
import static dev.polyglotdb.engines.MongoAnswer.errorAfterwards;
import static dev.polyglotdb.engines.MongoAnswer.late;
import static dev.polyglotdb.engines.MongoAnswer.writeConcernError;
import static dev.polyglotdb.platform.stores.MongoClientOf.TIMEOUTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.MongoAnswer;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.engines.SpokenMongo;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.MongoClientOf;
import dev.polyglotdb.products.search.ProductParameters;
import dev.polyglotdb.resilience.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.util.Streamable;

/** How reads and writes of the catalog end when MongoDB answers as only a real server under way can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoAnswersTests {

    private static final String AWAY = "away";
    private static final String OVERLOADED = "overloaded";
    private static final String OVERLOAD_LABEL = "SystemOverloadedError";

    private final SpokenMongo server = new SpokenMongo();
    private final MongoRelay relay = server.relay();
    private final MongoClient client = MongoClientOf.connection("mongodb://127.0.0.1:" + relay.port());
    private final MongoTemplate template = new MongoTemplate(client, "shop");
    private final ProductCollection collection =
            new ProductCollection(template, ProductCollection.NAME, SpokenCatalog.PATIENT);
    private final ProductRepository repository = new ProductRepository(collection);
    private final BulkProductRepository bulk = new BulkProductRepository(collection, SpokenCatalog.PATIENT);
    private final ProductListings listings = new ProductListings(collection);
    private int products;

    /** Also before the first test, so that its time is not that of the start. */
    @BeforeAll
    @AfterEach
    void pass() {
        relay.pass();
        await().ignoreExceptions().until(() -> list(listings) != null);
    }

    @AfterAll
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        // The server lost its work: the second attempt has it, and a third is not made.
        "43, 1, done",
        "175, 1, done",
        "237, 1, done",
        "249, 1, done",
        "276, 1, done",
        "343, 1, done",
        "13388, 1, done",
        "43, 2, away",
        "175, 2, away",
        "237, 2, away",
        "249, 2, away",
        "276, 2, away",
        "343, 2, away",
        "13388, 2, away",
        // The primary leaves: the driver itself tries again, as long as there is time.
        "91, 1, done",
        "91, 2, done",
        "11602, 1, done"
    })
    void aReadIsTriedAgainIfThatMayHelp(int code, int times, String end) {
        relay.next("find", Collections.nCopies(times, error(code, "X")).toArray(MongoAnswer[]::new));

        assertThat(MongoClientOf.end(() -> list(listings))).isEqualTo(end);
        assertThat(relay.given()).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({"433, overloaded", "449, overloaded", "450, overloaded", "462, overloaded", "112, conflict"})
    void overloadAndContentionAreNotTriedAgain(int code, String end) {
        relay.next("find", error(code, "X"), error(code, "X"));

        assertThat(MongoClientOf.end(() -> list(listings))).isEqualTo(end);
        assertThat(relay.given()).isOne();
    }

    @Test
    void theLabelOfOverloadCountsMoreThanTheCode() {
        relay.next("find", error(43, "CursorNotFound", OVERLOAD_LABEL), error(43, "CursorNotFound", OVERLOAD_LABEL));

        assertThat(MongoClientOf.end(() -> list(listings))).isEqualTo(OVERLOADED);
        assertThat(relay.given()).isOne();
    }

    @Test
    void aServerThatSaysNothingIsAwayInTime() {
        var hasty = new ProductListings(new ProductCollection(template, ProductCollection.NAME, TIMEOUTS));
        relay.next("find", late(Duration.ofSeconds(5)), late(Duration.ofSeconds(5)));
        var begun = System.nanoTime();

        assertThat(MongoClientOf.end(() -> list(hasty))).isIn(AWAY, OVERLOADED);
        assertThat(Tally.since(begun)).isLessThan(Tally.BOUND.plus(Tally.SLACK));
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                Arguments.of(writeConcernError(64, "WriteConcernTimeout"), AWAY, true),
                Arguments.of(writeConcernError(100, "UnsatisfiableWriteConcern"), AWAY, true),
                Arguments.of(writeConcernError(91, "ShutdownInProgress"), AWAY, true),
                Arguments.of(errorAfterwards(91, "ShutdownInProgress"), AWAY, true),
                Arguments.of(error(91, "ShutdownInProgress"), AWAY, false),
                Arguments.of(errorAfterwards(11602, "InterruptedDueToReplStateChange"), AWAY, true),
                Arguments.of(error(11602, "InterruptedDueToReplStateChange"), AWAY, false),
                Arguments.of(error(462, "IngressRequestRateLimitExceeded", OVERLOAD_LABEL), OVERLOADED, false),
                Arguments.of(error(112, "WriteConflict"), "conflict", false));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aProductIsNotCalledCreatedUnlessItLasts(MongoAnswer answer, String end, boolean done) {
        var product = product();
        relay.next("insert", answer);

        assertThat(MongoClientOf.end(() -> repository.add(product))).isEqualTo(end);

        pass();
        assertThat(repository.find(product.id()).isPresent()).isEqualTo(done);
        assertThat(repository.add(product)).isEqualTo(!done);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aProductIsNotCalledRemovedUnlessThatLasts(MongoAnswer answer, String end, boolean done) {
        var product = product();
        repository.add(product);
        relay.next("delete", answer);

        assertThat(MongoClientOf.end(() -> repository.remove(product))).isEqualTo(end);

        pass();
        assertThat(repository.find(product.id()).isEmpty()).isEqualTo(done);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aBulkThatIsCutOffIsWholeAfterTheNextAttempt(MongoAnswer answer, String end, boolean done) {
        var changes = List.of(insertOf(product()), insertOf(product()));
        relay.next("insert", answer);

        assertThat(MongoClientOf.end(() -> bulk.write(changes))).isEqualTo(end);

        pass();
        // What was written is called lost to another writer, so that it is read and compared.
        assertThat(bulk.write(changes).lost()).hasSize(done ? 2 : 0);
        assertThat(changes)
                .allSatisfy(change ->
                        assertThat(repository.find(change.product().id())).contains(change.product()));
    }

    private static List<Product> list(ProductListings from) {
        var query = ProductParameters.read(Map.of("category", List.of("none")));
        return from.findPage(query, null, 5, found -> Streamable.of(found).toList());
    }

    private static ProductUpsert insertOf(Product product) {
        return new ProductUpsert(0, product, 1, 0);
    }

    private Product product() {
        var price = new Money(new BigDecimal("1.00"), "EUR");
        return new Product(
                "p" + ++products, "N", null, null, null, price, FreeForm.EMPTY, 1, Instant.EPOCH, Instant.EPOCH);
    }
}
