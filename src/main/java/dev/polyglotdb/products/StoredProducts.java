package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Reads products as MongoDB has them, with the fields that only serve queries. */
@Repository
@UsesStore(Store.MONGODB)
class StoredProducts {

    private final ProductCollection productCollection;

    StoredProducts(ProductCollection productCollection) {
        this.productCollection = productCollection;
    }

    List<Document> find(Collection<String> ids) {
        return productCollection.execute(
                collection -> collection.find(Filters.in("_id", ids)).into(new ArrayList<>()));
    }

    /** Returns about how many there are, from the metadata of the collection. */
    long estimate() {
        return productCollection.execute(MongoCollection::estimatedDocumentCount);
    }
}
