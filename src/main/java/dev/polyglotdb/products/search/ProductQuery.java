package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * A query to the catalog: which products, in which order, and what to count. Products match if they meet every
 * condition; all products match where there is none.
 *
 * @param category the exact category
 * @param brand the exact brand
 * @param minPrice the lowest amount, inclusive, in any currency
 * @param maxPrice the highest amount, inclusive
 * @param words all of them must match: whole words, but the last one may be the beginning of a word. Nothing matches an
 *     empty list; null for no condition
 * @param attributeConditions each of them must match
 * @param facets the names to count the values of, over all products that match
 */
public record ProductQuery(
        @Nullable String category,
        @Nullable String brand,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable List<String> words,
        List<AttributeCondition> attributeConditions,
        ProductSort sort,
        List<FieldPath> facets) {

    /**
     * An attribute that must have one of these values.
     *
     * @param values as the client writes them, so each is a text and perhaps a number or a boolean
     */
    public record AttributeCondition(FieldPath path, List<String> values) {

        Bson toBson() {
            var terms = values.stream()
                    .flatMap(value -> TermValue.meantBy(value).stream())
                    .map(path::term)
                    .distinct()
                    .toList();
            return in(SearchFields.TERMS, terms);
        }
    }

    /** Returns what a stored product must meet; an empty list if all products match. */
    public List<Bson> conditions() {
        var conditions = new ArrayList<Bson>();
        if (category != null) {
            conditions.add(equal("category", category));
        }
        if (brand != null) {
            conditions.add(equal("brand", brand));
        }
        if (minPrice != null) {
            conditions.add(gte("price.amount", new Decimal128(minPrice)));
        }
        if (maxPrice != null) {
            conditions.add(lte("price.amount", new Decimal128(maxPrice)));
        }
        if (words != null) {
            addWords(words, conditions);
        }
        attributeConditions.forEach(attribute -> conditions.add(attribute.toBson()));
        return conditions;
    }

    /** A text in whichever of its two usual forms it was stored. */
    private static Bson equal(String field, String text) {
        return in(
                field,
                Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
                        .map(form -> Normalizer.normalize(text, form))
                        .distinct()
                        .toList());
    }

    private static void addWords(List<String> words, List<Bson> conditions) {
        for (int i = 0; i < words.size() - 1; i++) {
            conditions.add(eq(SearchFields.WORDS, words.get(i)));
        }
        if (words.isEmpty()) {
            conditions.add(in(SearchFields.WORDS, List.of()));
        } else {
            // Words consist of letters and digits, so a regular expression takes them literally.
            conditions.add(regex(SearchFields.WORDS, "^" + words.get(words.size() - 1)));
        }
    }
}
