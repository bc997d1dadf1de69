package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;

import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.platform.web.Cursor;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param updatedSince the earliest time of the last change, inclusive, to the millisecond
 * @param words all of them must match: whole words, but the last one may be the beginning of a word. Nothing matches an
 *     empty list; null for no condition
 * @param attributeConditions each of them must match
 * @param facets the fields to count the values of, each over what all conditions but the one on it match
 */
public record ProductQuery(
        @Nullable String category,
        @Nullable String brand,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable Instant updatedSince,
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

        /** Returns the one way to write what these values mean. */
        private AttributeCondition canonical() {
            return new AttributeCondition(
                    path,
                    values.stream().map(Unicode::composed).distinct().sorted().toList());
        }
    }

    /**
     * A condition on the values of one field, in the two forms that MongoDB is asked in.
     *
     * @param terms a product has one of these if it meets the condition
     * @param condition the same for a query, in the form that the best index answers
     */
    record FieldCondition(FieldPath path, List<String> terms, Bson condition) {

        /**
         * The category or the brand must equal a text, which is stored in NFC. Products of older versions may have it
         * as it was given, until their search fields are derived again.
         */
        static FieldCondition equal(FieldPath path, String text) {
            var forms = Stream.of(Unicode.composed(text), Normalizer.normalize(text, Normalizer.Form.NFD), text)
                    .distinct()
                    .toList();
            return new FieldCondition(path, List.of(path.termOf(text)), in(path.text(), forms));
        }

        /** An attribute must have one of the values, each of which is a text and perhaps a number or a boolean. */
        static FieldCondition anyOf(FieldPath path, List<String> values) {
            var terms = values.stream().flatMap(path::termsMeantBy).distinct().toList();
            return new FieldCondition(path, terms, in(SearchFields.TERMS, terms));
        }
    }

    /** Returns what a stored product must meet; an empty list if all products match. */
    public List<Bson> conditions() {
        return conditionsBesides(Set.of());
    }

    /** Returns the conditions without those on some fields. */
    List<Bson> conditionsBesides(Collection<FieldPath> fields) {
        var conditions = new ArrayList<Bson>();
        fieldConditions().stream()
                .filter(field -> !fields.contains(field.path()))
                .map(FieldCondition::condition)
                .forEach(conditions::add);
        if (minPrice != null) {
            conditions.add(gte("price.amount", new Decimal128(minPrice)));
        }
        if (maxPrice != null) {
            conditions.add(lte("price.amount", new Decimal128(maxPrice)));
        }
        if (updatedSince != null) {
            conditions.add(gte("updatedAt", Date.from(updatedSince)));
        }
        if (words != null) {
            addWords(words, conditions);
        }
        return conditions;
    }

    /**
     * Returns what tells this list from others: all conditions, in whatever order and form they were given. Another
     * text for the same conditions would make the cursors unreadable that the version before this one has given out.
     */
    public String filters() {
        var attributes = attributeConditions.stream()
                .map(condition -> condition.canonical().toString())
                .sorted()
                .toList();
        return Stream.of(
                        Unicode.composedOrNull(category),
                        Unicode.composedOrNull(brand),
                        minPrice,
                        maxPrice,
                        updatedSince,
                        words,
                        attributes)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Returns the position after which a page of this list starts; null for the first page.
     *
     * @param cursor the cursor of the page; null for the first page
     * @throws dev.polyglotdb.platform.web.ValidationException if the cursor belongs to another list, or was modified
     */
    public @Nullable ProductPosition position(@Nullable Cursor cursor) {
        return cursor == null ? null : ProductPosition.read(cursor, sort, filters());
    }

    /** Returns the conditions on the fields that can also be counted. */
    List<FieldCondition> fieldConditions() {
        var fields = new ArrayList<FieldCondition>();
        if (category != null) {
            fields.add(FieldCondition.equal(FieldPath.CATEGORY, category));
        }
        if (brand != null) {
            fields.add(FieldCondition.equal(FieldPath.BRAND, brand));
        }
        attributeConditions.forEach(
                attribute -> fields.add(FieldCondition.anyOf(attribute.path(), attribute.values())));
        return fields;
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
