package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;

/** A catalog that was filled by others, such as a restore, and has none of our indexes. */
@ShopTest
@Tag("mongod")
class FilledCatalogTests {

    private static final int PRODUCTS = 50_000;
    private static final int PORTION = 10_000;
    private static final String LINE = """
            {"id": "thing-%06d", "name": "Thing", "category": "things", "price": {"amount": 1, "currency": "EUR"}}""";
    private static final Duration PATIENCE = Tally.BOUND.plus(Tally.SLACK);

    private final Shop shop;
    private final ApplicationContext context;
    private final MongoClient client;
    private final MongoOperations mongo;
    private final StoreControl stores;
    private final String database = Shop.unique("filled");

    FilledCatalogTests(
            Shop shop, ApplicationContext context, MongoClient client, MongoOperations mongo, StoreControl stores) {
        this.shop = shop;
        this.context = context;
        this.client = client;
        this.mongo = mongo;
        this.stores = stores;
    }

    @Test
    void anInstanceServesItAtOnceAndMakesItsIndexesMeanwhile() {
        Assumptions.assumeFalse(stores.isEmulated(Engine.MONGODB), "the emulator builds an index in no time");
        var catalog = client.getDatabase(database).getCollection("products");
        try (var before = start()) {
            fill(before);
            awaitIndexes(catalog);
        }
        catalog.dropIndexes();

        try (var after = start()) {
            var begin = System.nanoTime();
            // On a busy machine the first answer of an instance may be that MongoDB is late.
            var reply = Shop.patiently(() -> after.client().get("/products/thing-000001"));
            var took = Tally.since(begin);

            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
            assertThat(took).isLessThan(PATIENCE);
            awaitIndexes(catalog);
            var sorted = Shop.patiently(() -> after.client().get("/products?category=things&sort=price"));
            assertThat(sorted.status()).as(sorted.toString()).isEqualTo(200);
        } finally {
            client.getDatabase(database).drop();
        }
    }

    private Instance start() {
        var connection = context.getBean(MongoConnectionDetails.class).getConnectionString();
        var hosts = String.join(",", connection.getHosts());
        var replicaSet = connection.getRequiredReplicaSetName();
        return Instance.start(
                context,
                "--spring.mongodb.uri=mongodb://" + hosts + "/" + database
                        + (replicaSet == null ? "" : "?replicaSet=" + replicaSet));
    }

    private void fill(Instance instance) {
        var admin = instance.client().withToken(shop.admin().token()).with("Content-Type", "application/x-ndjson");
        for (var from = 0; from < PRODUCTS; from += PORTION) {
            var lines = IntStream.range(from, from + PORTION)
                    .mapToObj(LINE::formatted)
                    .collect(Collectors.joining("\n"));
            // What an import had done until MongoDB was late is unchanged in the next.
            var report = await().pollInSameThread()
                    .until(
                            () -> admin.send("POST", "/products/import", BodyPublishers.ofString(lines)),
                            reply -> reply.status() != 503);
            assertThat(report.number("/inserted") + report.number("/unchanged"))
                    .as(report.toString())
                    .isEqualTo(PORTION);
        }
    }

    /** Waits until the catalog has the indexes of the shop that all tests share. */
    private void awaitIndexes(MongoCollection<Document> catalog) {
        shop.product("1");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(keys(catalog))
                        .hasSizeGreaterThan(1)
                        .containsExactlyInAnyOrderElementsOf(keys(mongo.getCollection("products"))));
    }

    private static List<Document> keys(MongoCollection<Document> catalog) {
        return catalog.listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());
    }
}
