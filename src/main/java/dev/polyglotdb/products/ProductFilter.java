package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import java.util.ArrayList;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which products of the catalog are asked for; all of them where nothing is said.
 *
 * @param category the exact category
 * @param brand the exact brand
 */
record ProductFilter(@Nullable String category, @Nullable String brand) {

    /** @param after the id after which to go on, exclusive; null to begin */
    Bson toBson(@Nullable String after) {
        var conditions = new ArrayList<Bson>();
        if (category != null) {
            conditions.add(eq("category", category));
        }
        if (brand != null) {
            conditions.add(eq("brand", brand));
        }
        if (after != null) {
            conditions.add(gt("_id", after));
        }
        return conditions.isEmpty() ? empty() : and(conditions);
    }
}
