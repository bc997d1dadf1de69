package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The collection of the products. */
@Component
class ProductCollection {

    private final MongoOperations mongo;
    private volatile boolean ready;

    ProductCollection(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The collection, made ready by whoever comes first; so the application can start before MongoDB does. */
    MongoCollection<Document> get() {
        var collection = mongo.getCollection("products");
        if (!ready) {
            // One by one, because a single answer may not take longer than the driver waits.
            ProductIndexes.ALL.forEach(index -> collection.createIndexes(List.of(index)));
            new SearchFieldsUpgrade(collection, mongo.getCollection("products.upgrades")).run();
            ready = true;
        }
        return collection;
    }
}
