package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoCommandException;
import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.MongoRetry;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.products.search.FacetCounts;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.Terms;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * Finds and counts products in MongoDB. Each question has the time of one store, or what the request has left if that
 * is less. It is asked once more if the server loses its work on it.
 */
@Repository
@UsesStore(Store.MONGODB)
class ProductListings {

    private static final Decoder<Document> DOCUMENTS = new DocumentCodec();

    /** The number of characters of long texts after which an answer's facets name no more of them. */
    private static final long LONG_TEXTS = 1 << 20;

    private final ProductCollection productCollection;

    ProductListings(ProductCollection productCollection) {
        this.productCollection = productCollection;
    }

    /**
     * Finds a page.
     *
     * @param after the position after which the page starts; null for the first page
     * @param reader gets each product when it takes it, so that not all need to be in memory at the same time; it is
     *     called once more if the server loses its work
     */
    <T> T findPage(
            ProductQuery query, @Nullable ProductPosition after, int limit, Function<Iterable<Product>, T> reader) {
        return productCollection.execute(collection ->
                reader.apply(find(collection.withDocumentClass(RawBsonDocument.class), query, after, limit)
                        .map(document -> ProductDocuments.toProduct(document.decode(DOCUMENTS)))));
    }

    /** Returns how the server finds a page; empty if it can't tell. */
    Optional<Document> explain(ProductQuery query, @Nullable ProductPosition after, int limit) {
        try {
            return productCollection.execute(collection ->
                    Optional.of(find(collection, query, after, limit).explain(ExplainVerbosity.EXECUTION_STATS)));
        } catch (MongoCommandException refusal) {
            if (MongoRetry.isPassing(refusal)) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    static <T> FindIterable<T> find(
            MongoCollection<T> collection, ProductQuery query, @Nullable ProductPosition after, int limit) {
        return collection
                .find(filter(query, after))
                .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                .sort(query.sort().toBson())
                .limit(limit);
    }

    static Bson filter(ProductQuery query, @Nullable ProductPosition after) {
        var conditions = query.conditions();
        if (after != null) {
            conditions.add(after.after());
        }
        return conditions.isEmpty() ? empty() : and(conditions);
    }

    /**
     * Counts products by each requested field, over what all conditions but those on this field match. The result has
     * the fields in the order of the request.
     */
    Map<String, List<FacetCounts.Count>> countFacets(ProductQuery query) {
        var result = productCollection.execute(collection -> new FacetCounts.Result(
                query.facets(), aggregate(collection, query).first()));
        var longTexts = result.longTexts();
        return result.read(longTexts.isEmpty() ? Map.of() : valuesOf(longTexts));
    }

    static AggregateIterable<Document> aggregate(MongoCollection<Document> collection, ProductQuery query) {
        return collection.aggregate(FacetCounts.pipeline(query));
    }

    /**
     * Returns the values of some terms, as many as together are not too long.
     *
     * @param examples for each term, a product that has it
     */
    private Map<String, JsonNode> valuesOf(Map<String, String> examples) {
        return productCollection.execute(collection -> {
            var values = new HashMap<String, JsonNode>();
            var examplesFound =
                    collection.find(in("_id", Set.copyOf(examples.values()))).projection(include("attributes"));
            try (var found = examplesFound.iterator()) {
                while (found.hasNext() && length(values.values()) < LONG_TEXTS) {
                    var terms = Terms.of(ProductDocuments.toAttributes(found.next()));
                    terms.keySet().retainAll(examples.keySet());
                    values.putAll(terms);
                }
            }
            return values;
        });
    }

    private static long length(Collection<JsonNode> texts) {
        return texts.stream().mapToLong(text -> text.asString().length()).sum();
    }
}
