package dev.polyglotdb.products;

import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.engines.SpokenMongo;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.MongoClientOf;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A catalog in a MongoDB of its own, behind a relay that can answer in its place. */
final class SpokenCatalog implements AutoCloseable {

    /** Longer than the application waits: on a busy machine, even a server that is there may answer too late. */
    static final StoreTimeouts PATIENT = new StoreTimeouts(Duration.ofSeconds(20));

    private final SpokenMongo server = new SpokenMongo();
    private final MongoRelay relay = server.relay();
    private final MongoClient client = MongoClientOf.connection("mongodb://127.0.0.1:" + relay.port());
    private final MongoTemplate template = new MongoTemplate(client, "shop");
    private final ProductCollection collection = new ProductCollection(template, ProductCollection.NAME, PATIENT);

    /** Returns when the server has answered: on a busy machine, the first command takes its time. */
    SpokenCatalog() {
        await().ignoreExceptionsInstanceOf(MongoException.class)
                .until(() -> documents().find().first() == null);
    }

    MongoRelay relay() {
        return relay;
    }

    ProductRepository products() {
        return new ProductRepository(collection);
    }

    BulkProductRepository bulk() {
        return bulk(PATIENT);
    }

    /** For tests of how long the application waits. */
    BulkProductRepository bulk(StoreTimeouts timeouts) {
        return new BulkProductRepository(collection, timeouts);
    }

    DeletedVersions deletedVersions() {
        return new DeletedVersions(template, PATIENT);
    }

    ProductListings listings() {
        return new ProductListings(collection);
    }

    MongoCollection<Document> documents() {
        return documents(ProductCollection.NAME);
    }

    MongoCollection<Document> documents(String name) {
        return client.getDatabase("shop")
                .getCollection(name)
                .withTimeout(PATIENT.responseTime().toSeconds(), TimeUnit.SECONDS);
    }

    void store(List<Product> products) {
        documents()
                .insertMany(products.stream().map(ProductDocuments::toDocument).toList());
    }

    List<Product> stored() {
        return documents().find().map(ProductDocuments::toProduct).into(new ArrayList<>());
    }

    /** Returns how often this command has come since the first answer was ordered. */
    long sent(String command) {
        return relay.seen().stream()
                .filter(each -> each.getFirstKey().equals(command))
                .count();
    }

    static NewProduct command(String id, String name) {
        return new NewProduct(id, name, null, null, null, new Money(BigDecimal.ONE, "EUR"), FreeForm.EMPTY);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
