package dev.polyglotdb.products;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.polyglotdb.products.search.ProductSort;
import dev.polyglotdb.products.search.SearchFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
 * by price can start and end at any price. A last one finds the products whose search fields are outdated.
 *
 * <p>No index is needed for a right answer, only for a quick one. That two products never have one id, and that an
 * upsert of an outdated version fails instead of adding a second document, follows from the index of {@code _id}, which
 * MongoDB makes with the collection. So reads and writes need not wait for any of these.
 */
final class ProductIndexes {

    /** The indexes that real servers need. */
    static final List<IndexModel> NEEDED = needed();

    /**
     * Serves writes that are conditional on a version. MongoDB itself does not need it, and refuses it if the catalog
     * is sharded by the hash of {@code _id}; the emulator would read all products for each write.
     */
    static final IndexModel OPTIONAL =
            new IndexModel(Indexes.ascending("_id", "version", "createdAt"), new IndexOptions().unique(true));

    static final List<IndexModel> ALL =
            Stream.concat(NEEDED.stream(), Stream.of(OPTIONAL)).toList();

    private ProductIndexes() {}

    private static List<IndexModel> needed() {
        var indexes = new ArrayList<IndexModel>();
        for (var sort : ProductSort.values()) {
            if (sort != ProductSort.ID) {
                indexes.add(new IndexModel(sort.toBson()));
            }
            for (var filter : List.of("category", "brand")) {
                indexes.add(new IndexModel(Indexes.compoundIndex(Indexes.ascending(filter), sort.toBson())));
            }
        }
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.WORDS, "_id")));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.TERMS, "_id")));
        indexes.add(new IndexModel(Indexes.ascending(SearchFields.REVISION_FIELD, "_id")));
        return List.copyOf(indexes);
    }
}
