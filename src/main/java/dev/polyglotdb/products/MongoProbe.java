package dev.polyglotdb.products;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreProbe;
import dev.polyglotdb.web.UsesStore;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
@UsesStore(Store.MONGODB)
class MongoProbe implements StoreProbe {

    private final MongoOperations mongo;

    MongoProbe(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Store store() {
        return Store.MONGODB;
    }

    @Override
    public void probe() {
        mongo.executeCommand("{ping: 1}");
    }
}
