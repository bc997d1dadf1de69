package dev.polyglotdb.products;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.polyglotdb.products.search.ProductSort;
import dev.polyglotdb.products.search.SearchFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of the catalog, derived from its queries.
 *
 * <p>People browse a category, a brand or everything, in one of the orders; with an index for each pair a page costs what its
 * products cost, however many there are before and after it. These fourteen have one short key a product each; together that is
 * less than the words of a description. (That of {@code _id} alone is always there.)
 *
 * <p>One index serves all words and one all attributes, however many different ones products have. With them, what matches comes
 * in the order of ids; for another order the server sorts what matches or looks through that order's own index, as it finds
 * cheaper. The price needs no index of its own: its orders' can begin and end anywhere.
 */
final class ProductIndexes {

    static final List<IndexModel> ALL = all();

    private ProductIndexes() {}

    private static List<IndexModel> all() {
        var indexes = new ArrayList<IndexModel>();
        for (var sort : ProductSort.values()) {
            if (sort != ProductSort.ID) {
                indexes.add(new IndexModel(sort.toBson()));
            }
            for (var filter : List.of("category", "brand")) {
                indexes.add(new IndexModel(Indexes.compoundIndex(Indexes.ascending(filter), sort.toBson())));
            }
        }
        // For writes that are conditional on a version. A mongod would do without; the emulator would look at all
        // products each time.
        indexes.add(new IndexModel(Indexes.ascending("_id", "version", "createdAt"), new IndexOptions().unique(true)));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.WORDS, "_id")));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.TERMS, "_id")));
        return List.copyOf(indexes);
    }
}
