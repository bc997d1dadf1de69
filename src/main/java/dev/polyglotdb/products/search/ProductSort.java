package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/** The sort orders of a list. All of them sort equal keys by ascending id, so that each order is total. */
public enum ProductSort {
    ID("id", "_id", false),
    PRICE("price", "price.amount", false),
    PRICE_DOWN("-price", "price.amount", true),
    NAME("name", SearchFields.NAME, false),
    NEWEST("-createdAt", "createdAt", true),
    /** For a reader who copies the catalog: a product that changes meanwhile moves on, so it is met again. */
    UPDATED("updatedAt", "updatedAt", false);

    private final String parameter;
    private final String field;
    private final boolean descending;

    ProductSort(String parameter, String field, boolean descending) {
        this.parameter = parameter;
        this.field = field;
        this.descending = descending;
    }

    /** Returns the name that clients use. */
    public String parameter() {
        return parameter;
    }

    static Optional<ProductSort> parse(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst();
    }

    static String parameters() {
        return Arrays.stream(values()).map(ProductSort::parameter).collect(Collectors.joining(", "));
    }

    /** Returns the order as BSON, for a query or an index. */
    public Bson toBson() {
        var byId = Sorts.ascending("_id");
        if (this == ID) {
            return byId;
        }
        return Sorts.orderBy(descending ? Sorts.descending(field) : Sorts.ascending(field), byId);
    }

    /**
     * Returns the condition for all products after a position in this order.
     *
     * @param key the value of the field at the position; ignored for {@link #ID}
     */
    Bson after(Object key, String id) {
        var laterId = gt("_id", id);
        if (this == ID) {
            return laterId;
        }
        // The bound is redundant, but lets an index scan start at the position in either direction.
        var bound = descending ? lte(field, key) : gte(field, key);
        var laterKey = descending ? lt(field, key) : gt(field, key);
        return and(bound, or(laterKey, and(eq(field, key), laterId)));
    }
}
