package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.MongoClientOf;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Scans a catalog of the test's own, on a connection that tells what it sends and receives. */
@ShopTest
class CatalogScanTests implements CommandListener {

    private static final int PRODUCTS = 250;
    private static final int IDS_AT_ONCE = 120;

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final List<BsonDocument> answers = new CopyOnWriteArrayList<>();
    private final MongoClient client;
    private final BulkProductRepository bulk;
    private final MongoCollection<Document> collection;

    CatalogScanTests(MongoConnectionDetails mongodb, StoreTimeouts timeouts) {
        client = MongoClientOf.connection(mongodb.getConnectionString().getConnectionString(), this);
        var mongo = new MongoTemplate(client, Shop.unique("scan"));
        bulk = new BulkProductRepository(new ProductCollection(mongo, ProductCollection.NAME, timeouts), timeouts);
        collection = mongo.getCollection(ProductCollection.NAME);
    }

    @BeforeEach
    void fill() {
        bulk.write(IntStream.range(0, PRODUCTS)
                .mapToObj(number -> ProductUpsert.of(null, 0, List.of(product(number)), Instant.EPOCH))
                .toList());
        commands.clear();
        answers.clear();
    }

    @AfterEach
    void drop() {
        try (client) {
            client.getDatabase(collection.getNamespace().getDatabaseName()).drop();
        }
    }

    @Test
    void everyProductComesOnceInTheOrderOfIdsInChunksThatFitIntoMemory() {
        var chunks = chunks(new CatalogScan(bulk, IDS_AT_ONCE));

        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk).hasSizeLessThanOrEqualTo(BulkProductRepository.FETCHED_AT_ONCE));
        assertThat(chunks.stream().flatMap(List::stream))
                .hasSize(PRODUCTS)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** A cursor that nobody asks for ten minutes dies, and a reader may take hours. */
    @Test
    void noCursorIsOpenBetweenTwoChunks() {
        var scan = new CatalogScan(bulk, IDS_AT_ONCE);
        for (var some = scan.next(); !some.isEmpty(); some = scan.next()) {
            assertThat(cursorsLeftOpen()).isEmpty();
        }

        assertThat(cursorsLeftOpen()).isEmpty();
        assertThat(commands)
                .hasSizeGreaterThan(6)
                .allSatisfy(command -> assertThat(command.getFirstKey()).isEqualTo("find"));
    }

    @Test
    void everyQueryIsBoundedInSizeAndTime() {
        chunks(new CatalogScan(bulk, IDS_AT_ONCE));

        assertThat(commands).allSatisfy(command -> {
            assertThat(command.getNumber("maxTimeMS").longValue()).isPositive();
            var id = command.getDocument("filter").getDocument("_id");
            assertThat(
                            id.containsKey("$gt")
                                    ? command.getNumber("limit").intValue()
                                    : id.getArray("$in").size())
                    .isLessThanOrEqualTo(IDS_AT_ONCE);
        });
    }

    @Test
    void whatChangesAheadIsReadAsItIsThenAndWhatChangesBehindIsNotReadAgain() {
        var scan = new CatalogScan(bulk, IDS_AT_ONCE);
        var read = new ArrayList<>(ids(scan.next()));
        collection.deleteMany(in("_id", "p-000", "p-110", "p-200"));
        bulk.write(IntStream.of(-5, 900)
                .mapToObj(number -> ProductUpsert.of(null, 0, List.of(product(number)), Instant.EPOCH))
                .toList());
        for (var some = scan.next(); !some.isEmpty(); some = scan.next()) {
            read.addAll(ids(some));
        }

        assertThat(read)
                .hasSize(PRODUCTS - 1)
                .isSorted()
                .contains("p-000", "p-900")
                .doesNotContain("p-110", "p-200", "p--05");
    }

    @Test
    void theScanGoesOnWhereAWholeChunkWasDeleted() {
        var scan = new CatalogScan(bulk, IDS_AT_ONCE);
        scan.next();
        collection.deleteMany(new Document("_id", new Document("$gte", "p-100").append("$lt", "p-240")));

        assertThat(ids(scan.next())).startsWith("p-240").endsWith("p-249");
        assertThat(scan.next()).isEmpty();
    }

    /** Nothing of ours; some tool may have left it in the collection. */
    @Test
    void whatHasAnIdOfAnotherTypeIsNoProduct() {
        collection.insertMany(List.of(new Document("_id", 7), new Document("a", 1)));

        assertThat(chunks(new CatalogScan(bulk)).stream().flatMap(List::stream)).hasSize(PRODUCTS);
    }

    @Test
    void anEmptyCatalogEndsAtOnce() {
        collection.deleteMany(new Document());

        assertThat(new CatalogScan(bulk).next()).isEmpty();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        answers.add(event.getResponse().clone());
    }

    private List<Long> cursorsLeftOpen() {
        return answers.stream()
                .filter(answer -> answer.containsKey("cursor"))
                .map(answer -> answer.getDocument("cursor").getNumber("id").longValue())
                .filter(id -> id != 0)
                .toList();
    }

    private static List<List<String>> chunks(CatalogScan scan) {
        var chunks = new ArrayList<List<String>>();
        for (var some = scan.next(); !some.isEmpty(); some = scan.next()) {
            chunks.add(ids(some));
        }
        return chunks;
    }

    private static List<String> ids(List<Product> products) {
        return products.stream().map(Product::id).toList();
    }

    private static NewProduct product(int number) {
        return new NewProduct(
                "p-%03d".formatted(number),
                "Thing",
                null,
                null,
                null,
                new Money(BigDecimal.ONE, "EUR"),
                FreeForm.EMPTY);
    }
}
