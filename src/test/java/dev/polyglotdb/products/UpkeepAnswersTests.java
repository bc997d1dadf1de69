package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.changed;
import static dev.polyglotdb.engines.MongoAnswer.error;
import static dev.polyglotdb.engines.MongoAnswer.errorAfterwards;
import static dev.polyglotdb.engines.MongoAnswer.late;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.polyglotdb.engines.MongoAnswer;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.engines.SpokenMongo;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.MongoClientOf;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may say while the indexes are made and the search fields derived, and to a driver in a replica set. */
class UpkeepAnswersTests {

    private final SpokenMongo server = new SpokenMongo();
    private final MongoRelay relay = server.relay();
    private final MongoClient client = MongoClientOf.connection("mongodb://127.0.0.1:" + relay.port());
    private final MongoCollection<Document> products =
            client.getDatabase("shop").getCollection(ProductCollection.NAME);
    private final MongoCollection<Document> upgrades =
            client.getDatabase("shop").getCollection("upgrades");
    private final IndexBuild build = new IndexBuild(products);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void anEmptyCatalogGetsItsIndexesByOneCommandWhichMayTakeAnHour() {
        relay.watch();

        assertThat(build.run()).isEmpty();

        var commands = sent("createIndexes");
        assertThat(commands).hasSize(1);
        assertThat(commands.get(0).getArray("indexes")).hasSameSizeAs(ProductIndexes.ALL);
        assertThat(commands.get(0).getNumber("maxTimeMS").longValue()).isBetween(3_599_000L, 3_600_000L);
    }

    @Test
    void aCatalogWithItsIndexesGetsNoCommandForThem() {
        build.run();
        relay.watch();

        assertThat(build.run()).isEmpty();
        assertThat(sent("createIndexes")).isEmpty();
    }

    @Test
    void aServerThatTakesItsTimeIsWaitedFor() {
        relay.next("createIndexes", late(Duration.ofSeconds(5)));

        assertThat(build.run()).isEmpty();
        assertThat(sent("createIndexes")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"85, IndexOptionsConflict", "86, IndexKeySpecsConflict"})
    void anIndexThatIsRefusedIsMissingAndAllOthersAreMade(int code, String name) {
        // The whole command fails, then the first of the indexes.
        relay.next("createIndexes", error(code, name), error(code, name));

        assertThat(build.run()).hasSize(1).containsValue(code + " " + name);
    }

    @Test
    void whoMayNotMakeIndexesMissesThemAll() {
        relay.next("createIndexes", times(1 + ProductIndexes.ALL.size(), error(13, "Unauthorized")));

        assertThat(build.run()).hasSameSizeAs(ProductIndexes.NEEDED).containsValue("13 Unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "91, ShutdownInProgress",
        "11602, InterruptedDueToReplStateChange",
        "462, IngressRequestRateLimitExceeded"
    })
    void aServerThatIsAwayOrBusyRefusesNothing(int code, String name) {
        relay.next("createIndexes", error(code, name));

        assertThatThrownBy(build::run).isInstanceOf(MongoException.class);
        assertThat(build.run()).isEmpty();
    }

    @Test
    void anUpgradeThatIsCutOffIsFinishedByTheNext() {
        products.insertMany(IntStream.range(0, 5)
                .mapToObj(number -> ProductDocuments.toDocument(product("product-" + number)))
                .toList());
        products.updateMany(Filters.empty(), Updates.unset("search"));
        var upgrade = new SearchFieldsUpgrade(products, upgrades);
        relay.next("update", errorAfterwards(91, "ShutdownInProgress"));

        assertThatThrownBy(() -> upgrade.run(() -> true)).isInstanceOf(MongoException.class);

        assertThat(upgrade.run(() -> true).upgraded()).isZero();
        assertThat(products.countDocuments(Filters.exists("search"))).isEqualTo(5);
    }

    @Test
    void inAReplicaSetTheDriverRepeatsAWriteUnderItsNumber() {
        relay.next("hello", times(1_000, changed(member())));
        relay.next("isMaster", times(1_000, changed(member())));
        relay.next("ismaster", times(1_000, changed(member())));
        try (var cluster = MongoClientOf.connection(
                "mongodb://127.0.0.1:" + relay.port() + "/?replicaSet=rs0&retryWrites=false")) {
            relay.next("insert", error(91, "ShutdownInProgress", "RetryableWriteError"));

            cluster.getDatabase("shop").getCollection("products").insertOne(new Document("_id", "lamp"));

            var attempts = sent("insert");
            assertThat(attempts).hasSize(2);
            assertThat(attempts.get(0).get("txnNumber"))
                    .isNotNull()
                    .isEqualTo(attempts.get(1).get("txnNumber"));
            assertThat(attempts.get(0).get("lsid")).isEqualTo(attempts.get(1).get("lsid"));
        }
        assertThat(products.countDocuments()).isOne();
    }

    private static Product product(String id) {
        var price = new Money(new BigDecimal("1.00"), "EUR");
        return new Product(id, "Lamp", null, null, null, price, FreeForm.EMPTY, 1, Instant.EPOCH, Instant.EPOCH);
    }

    private BsonDocument member() {
        var address = "127.0.0.1:" + relay.port();
        return BsonDocument.parse("""
                {setName: "rs0", setVersion: 1, hosts: ["HERE"], me: "HERE", primary: "HERE", isWritablePrimary: true,
                ismaster: true, secondary: false, logicalSessionTimeoutMinutes: 30}""".replace("HERE", address));
    }

    private static MongoAnswer[] times(int count, MongoAnswer answer) {
        return Collections.nCopies(count, answer).toArray(MongoAnswer[]::new);
    }

    private List<BsonDocument> sent(String command) {
        return relay.seen().stream()
                .filter(each -> each.getFirstKey().equals(command))
                .toList();
    }
}
