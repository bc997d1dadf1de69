package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.error;
import static dev.polyglotdb.engines.MongoAnswer.errorAfterwards;
import static dev.polyglotdb.engines.MongoAnswer.late;
import static dev.polyglotdb.engines.MongoAnswer.writeConcernError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.MongoAnswer;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees when MongoDB answers as only a real server under way can. */
@ShopTest
@SecondShop
class MongoAnswersTests {

    private static final String DONE = "done";
    private static final String AWAY = "store-unavailable";
    private static final String OVERLOADED = "overloaded";
    private static final String LABEL = "SystemOverloadedError";

    private final Shop shop;
    private final Shelf shelf;
    private final DevelopmentRelays relays;

    MongoAnswersTests(Shop shop, DevelopmentRelays relays) {
        this.shop = shop;
        this.shelf = new Shelf(shop);
        this.relays = relays;
    }

    @BeforeEach
    void onlyWithARelay() {
        Assumptions.assumeTrue(relays.toMongo().isPresent(), "no relay to a MongoDB in a container");
    }

    @AfterEach
    void pass() {
        relays.toMongo().ifPresent(MongoRelay::pass);
        await().atMost(Duration.ofSeconds(20)).until(() -> list().status() == 200);
    }

    private MongoRelay mongo() {
        return relays.toMongo().orElseThrow();
    }

    static Stream<Arguments> answersToReads() {
        return Stream.of(
                // The server lost its work: the second attempt has it.
                once(error(43, "CursorNotFound"), DONE),
                once(error(175, "QueryPlanKilled"), DONE),
                once(error(237, "CursorKilled"), DONE),
                once(error(249, "StaleDbVersion"), DONE),
                once(error(276, "IndexBuildAborted"), DONE),
                once(error(343, "ShardCannotRefreshDueToLocksHeld"), DONE),
                once(error(13388, "StaleConfig"), DONE),
                twice(error(43, "CursorNotFound"), AWAY),
                twice(error(175, "QueryPlanKilled"), AWAY),
                // The primary leaves: the driver itself tries again.
                once(error(91, "ShutdownInProgress"), DONE),
                once(error(11602, "InterruptedDueToReplStateChange"), DONE),
                // Overload: not a second attempt, which would add to it.
                once(error(433, "AdmissionQueueOverflow"), OVERLOADED),
                once(error(449, "RateLimitExceeded"), OVERLOADED),
                once(error(450, "PooledConnectionAcquisitionRejected"), OVERLOADED),
                once(error(462, "IngressRequestRateLimitExceeded"), OVERLOADED),
                once(error(43, "CursorNotFound", LABEL), OVERLOADED));
    }

    @ParameterizedTest
    @MethodSource
    void answersToReads(MongoAnswer answer, int times, String end) {
        mongo().next("find", Collections.nCopies(times, answer).toArray(MongoAnswer[]::new));

        var reply = list();

        assertThat(mongo().given()).isEqualTo(times);
        assertThat(end(reply)).as(reply.toString()).isEqualTo(end);
    }

    static Stream<Arguments> answersToWrites() {
        return Stream.of(
                once(writeConcernError(64, "WriteConcernTimeout"), AWAY),
                once(writeConcernError(100, "UnsatisfiableWriteConcern"), AWAY),
                once(writeConcernError(91, "ShutdownInProgress"), AWAY),
                once(errorAfterwards(91, "ShutdownInProgress"), AWAY),
                once(errorAfterwards(11602, "InterruptedDueToReplStateChange"), AWAY),
                once(error(462, "IngressRequestRateLimitExceeded", LABEL), OVERLOADED),
                once(error(112, "WriteConflict"), OVERLOADED));
    }

    @ParameterizedTest
    @MethodSource("answersToWrites")
    void aProductWhoseCreationFailedIsThereOnceAfterTheNextAttempt(MongoAnswer answer, int times, String end) {
        var id = Shop.unique("product");
        mongo().next("insert", answer);

        var failed = create(id);
        assertThat(end(failed)).as(failed.toString()).isEqualTo(end);
        await().atMost(Duration.ofSeconds(20)).until(() -> list().status() == 200);
        var repeated = create(id);

        assertThat(repeated.status()).as(repeated.toString()).isIn(201, 409);
        assertThat(shelf.list("")).containsOnlyOnce(id);
    }

    @ParameterizedTest
    @MethodSource("answersToWrites")
    void anImportThatFailedIsWholeAfterTheNextAttempt(MongoAnswer answer, int times, String end) {
        var id = Shop.unique("product");
        var lines = line(id + "-a") + "\n" + line(id + "-b");
        mongo().next("insert", answer);

        var failed = importLines(lines);
        assertThat(end(failed)).as(failed.toString()).isEqualTo(end);
        await().atMost(Duration.ofSeconds(20)).until(() -> list().status() == 200);
        var report = importLines(lines);

        assertThat(report.status()).as(report.toString()).isEqualTo(200);
        assertThat(report.number("/inserted") + report.number("/unchanged")).isEqualTo(2);
        assertThat(shelf.list("")).containsOnlyOnce(id + "-a", id + "-b");
    }

    @Test
    void aServerThatSaysNothingIsAwayInTime() {
        mongo().next("find", late(Duration.ofSeconds(5)), late(Duration.ofSeconds(5)));

        Outage.assertUnavailable(Outage.timed(this::list), "mongodb");
    }

    private Reply list() {
        return shop.anybody().get("/products?category=" + shelf.category());
    }

    private Reply create(String id) {
        return shop.admin().post("/products", line(id));
    }

    private Reply importLines(String lines) {
        return shop.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofString(lines));
    }

    private String line(String id) {
        return """
                {"id": "%s", "name": "Lamp", "category": "%s", "price": {"amount": 1, "currency": "EUR"}}""".formatted(id, shelf.category());
    }

    private static String end(Reply reply) {
        return reply.status() == 200 || reply.status() == 201 ? DONE : reply.problem();
    }

    private static Arguments once(MongoAnswer answer, String end) {
        return Arguments.of(answer, 1, end);
    }

    private static Arguments twice(MongoAnswer answer, String end) {
        return Arguments.of(answer, 2, end);
    }
}
