package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.search.SearchFields;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
class SearchFieldsUpgradeTests {

    private final MongoOperations mongo;
    private final StoreTimeouts timeouts;
    private final Shelf shelf;

    SearchFieldsUpgradeTests(Shop shop, MongoOperations mongo, StoreTimeouts timeouts) {
        this.timeouts = timeouts;
        this.mongo = mongo;
        this.shelf = new Shelf(shop);
    }

    @Test
    void productsOfAnOlderVersionAreFoundAfterTheNextStart() {
        var id = shelf.put("\"name\": \"Lamp\", \"attributes\": {\"color\": \"red\"}");
        mongo.getCollection("products").updateOne(Filters.eq(id), Updates.unset(SearchFields.FIELD));
        mongo.getCollection("products.upgrades").deleteMany(Filters.empty());
        assertThat(shelf.list("q=lamp")).isEmpty();

        new ProductCollection(mongo, timeouts).get();

        assertThat(shelf.list("q=lamp&attr.color=red&sort=name")).containsExactly(id);
        assertThat(shelf.ask("").number("/items/0/version")).isEqualTo(1);
    }

    @Test
    void theUpgradeRunsOnlyOnce() {
        var id = shelf.put("\"name\": \"Lamp\"");
        mongo.getCollection("products").updateOne(Filters.eq(id), Updates.unset(SearchFields.FIELD));

        new ProductCollection(mongo, timeouts).get();

        assertThat(shelf.list("q=lamp")).isEmpty();
    }
}
