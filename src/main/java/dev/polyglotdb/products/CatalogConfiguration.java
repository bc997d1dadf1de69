package dev.polyglotdb.products;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreDetail;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Opens the catalog, looks after it, and says in MongoDB's health which of its indexes are missing. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    /**
     * The phase of the upkeep. It begins before the web server, so that the first write to an empty catalog finds its
     * indexes there as a rule.
     */
    private static final int BEFORE_THE_WEB_SERVER = 0;

    /**
     * How long the upkeep may go on after the order to stop. The next instance takes over what needs longer, such as an
     * index.
     */
    private static final Duration TO_FINISH_A_CHUNK = Duration.ofSeconds(2);

    @Bean
    static ProductCollection productCollection(MongoOperations mongo, StoreTimeouts timeouts) {
        return new ProductCollection(mongo, ProductCollection.NAME, timeouts);
    }

    @Bean
    static CatalogUpkeep catalogUpkeep(MongoOperations mongo, Clock clock) {
        return new CatalogUpkeep(
                mongo.getCollection(ProductCollection.NAME),
                mongo.getCollection("products.upgrades"),
                clock,
                System::nanoTime);
    }

    @Bean
    static WorkerThreads catalogUpkeepThread(CatalogUpkeep upkeep) {
        return new WorkerThreads(
                "catalog-upkeep", List.of(new CatalogUpkeepWorker(upkeep)), BEFORE_THE_WEB_SERVER, TO_FINISH_A_CHUNK);
    }

    @Bean
    static StoreDetail missingIndexes(CatalogUpkeep upkeep) {
        return new StoreDetail(Store.MONGODB, "missingIndexes", () -> {
            var missing = upkeep.missingIndexes();
            return missing.isEmpty() ? null : missing;
        });
    }
}
