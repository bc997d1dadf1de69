package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.products.cache.CachedCopies;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what MongoDB and Redis hold of products, as they hold it. Only the console asks for it. */
@Service
public class ProductHoldings {

    /** The name of the collection in MongoDB. */
    public static final String COLLECTION = ProductCollection.NAME;

    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /**
     * A product in MongoDB.
     *
     * @param exists whether there is a document
     * @param bytes the size of the document in relaxed extended JSON; 0 if there is none
     * @param document null if there is none, or it is too large to be shown
     */
    public record StoredDocument(
            String productId,
            boolean exists,
            int bytes,
            @Nullable JsonNode document) {}

    /**
     * A product in Redis.
     *
     * @param key where a copy is, or would be
     * @param ttlMs how long it still lives, in milliseconds; null if there is none
     * @param bytes the size of the value; null if there is none
     * @param copy null if there is none, or it is too large to be shown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CachedProduct(
            String productId,
            String key,
            @Nullable Long ttlMs,
            @Nullable Integer bytes,
            @Nullable JsonNode copy) {}

    private final StoredProducts storedProducts;
    private final CachedCopies cachedCopies;
    private final JsonMapper json;

    ProductHoldings(StoredProducts storedProducts, CachedCopies cachedCopies, JsonMapper json) {
        this.storedProducts = storedProducts;
        this.cachedCopies = cachedCopies;
        this.json = json;
    }

    /**
     * Returns what MongoDB has of these products, with one query.
     *
     * @param ids a few
     * @param maxBytes how large a document may be to be shown
     * @throws StoreException if MongoDB is unavailable or overloaded
     */
    public List<StoredDocument> documents(Collection<String> ids, int maxBytes) {
        var found = storedProducts.find(ids).stream()
                .collect(Collectors.toMap(document -> document.getString("_id"), document -> document.toJson(RELAXED)));
        return ids.stream().map(id -> stored(id, found.get(id), maxBytes)).toList();
    }

    private StoredDocument stored(String id, @Nullable String text, int maxBytes) {
        if (text == null) {
            return new StoredDocument(id, false, 0, null);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new StoredDocument(id, true, bytes, bytes > maxBytes ? null : json.readTree(text));
    }

    /**
     * Returns what Redis has of these products. Neither makes a copy nor lets one live longer.
     *
     * @param ids a few
     * @param maxBytes how large a copy may be to be shown
     * @throws StoreException if Redis is unavailable or overloaded
     */
    public List<CachedProduct> copies(Collection<String> ids, int maxBytes) {
        return ids.stream()
                .map(id -> {
                    var found = cachedCopies.find(id);
                    var key = CachedCopies.key(id);
                    if (found == null) {
                        return new CachedProduct(id, key, null, null, null);
                    }
                    var copy = found.bytes() > maxBytes
                            ? null
                            : json.readTree(found.copy().json());
                    return new CachedProduct(id, key, found.ttlMillis(), found.bytes(), copy);
                })
                .toList();
    }

    /**
     * Returns about how many products there are, at the same cost whatever their number.
     *
     * @throws StoreException if MongoDB is unavailable or overloaded
     */
    public long estimate() {
        return storedProducts.estimate();
    }
}
