package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that products must meet. Without any condition, all products match.
 *
 * @param category the exact category
 * @param brand the exact brand
 * @param minPrice the lowest amount, inclusive, in any currency
 * @param maxPrice the highest amount, inclusive, in any currency
 */
public record ProductFilter(
        @Nullable String category,
        @Nullable String brand,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        SearchWords words,
        List<AttributeCondition> attributeConditions) {

    /** Returns the conditions for stored products; empty if all products match. */
    public List<Bson> conditions() {
        var conditions = new ArrayList<Bson>();
        if (category != null) {
            conditions.add(eq("category", category));
        }
        if (brand != null) {
            conditions.add(eq("brand", brand));
        }
        if (minPrice != null) {
            conditions.add(gte("price.amount", new Decimal128(minPrice)));
        }
        if (maxPrice != null) {
            conditions.add(lte("price.amount", new Decimal128(maxPrice)));
        }
        conditions.addAll(words.conditions());
        attributeConditions.forEach(attribute -> conditions.add(attribute.toBson()));
        return conditions;
    }
}
