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
 * <p>Clients list a category, a brand or everything, in one of the sort orders. With an index for each combination, the
 * cost of a page depends only on its own products, not on how many come before and after it. These seventeen indexes
 * have one short key for each product; together they take less space than the words of a description. (The index of
 * {@code _id} alone always exists.)
 *
 * <p>One index serves all words and another all attributes, however many different ones there are. They return matches
 * in the order of ids. For another order, the server either sorts the matches or scans the index of that order,
 * whichever it estimates to be cheaper. A price range needs no index of its own, because a scan of the indexes sorted
 * by price can start and end at any price.
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
        // Serves writes that are conditional on a version. MongoDB itself does not need it; the emulator would read all
        // products for each write.
        indexes.add(new IndexModel(Indexes.ascending("_id", "version", "createdAt"), new IndexOptions().unique(true)));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.WORDS, "_id")));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.TERMS, "_id")));
        return List.copyOf(indexes);
    }
}
