package dev.polyglotdb.products;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.engines.MongoRelay;
import dev.polyglotdb.engines.SpokenMongo;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.MongoClientOf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A catalog in a MongoDB of its own, behind a relay that can answer in its place. */
final class SpokenCatalog implements AutoCloseable {

    private final SpokenMongo server = new SpokenMongo();
    private final MongoRelay relay = server.relay();
    private final MongoClient client = MongoClientOf.connection("mongodb://127.0.0.1:" + relay.port());
    private final ProductCollection collection =
            new ProductCollection(new MongoTemplate(client, "shop"), MongoClientOf.TIMEOUTS);

    MongoRelay relay() {
        return relay;
    }

    ProductRepository products() {
        return new ProductRepository(collection);
    }

    BulkProductRepository bulk() {
        return new BulkProductRepository(collection, MongoClientOf.TIMEOUTS);
    }

    ProductListings listings() {
        return new ProductListings(collection);
    }

    MongoCollection<Document> documents() {
        return documents(ProductCollection.NAME);
    }

    MongoCollection<Document> documents(String name) {
        return client.getDatabase("shop").getCollection(name);
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
