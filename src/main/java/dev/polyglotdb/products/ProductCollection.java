package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Provides the MongoDB collection of the products. */
@Component
class ProductCollection {

    private final MongoOperations mongo;
    private volatile boolean ready;

    ProductCollection(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * Returns the collection. The first caller creates its indexes, so that the application can start
     * before MongoDB does.
     */
    MongoCollection<Document> get() {
        var collection = mongo.getCollection("products");
        if (!ready) {
            // Created one by one, because a single response may not take longer than the driver's time-out.
            ProductIndexes.ALL.forEach(index -> collection.createIndexes(List.of(index)));
            new SearchFieldsUpgrade(collection, mongo.getCollection("products.upgrades")).run();
            ready = true;
        }
        return collection;
    }
}
