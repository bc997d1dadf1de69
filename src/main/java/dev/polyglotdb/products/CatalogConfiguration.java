package dev.polyglotdb.products;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreDetail;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Looks after the catalog, and says in MongoDB's health which of its indexes are missing. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    static CatalogUpkeep catalogUpkeep(MongoOperations mongo, Clock clock) {
        return new CatalogUpkeep(
                mongo.getCollection(ProductCollection.NAME),
                mongo.getCollection("products.upgrades"),
                clock,
                System::nanoTime);
    }

    @Bean
    static CatalogUpkeepThread catalogUpkeepThread(CatalogUpkeep upkeep) {
        return new CatalogUpkeepThread(upkeep);
    }

    @Bean
    static StoreDetail missingIndexes(CatalogUpkeep upkeep) {
        return new StoreDetail(Store.MONGODB, "missingIndexes", () -> {
            var missing = upkeep.missingIndexes();
            return missing.isEmpty() ? null : missing;
        });
    }
}
