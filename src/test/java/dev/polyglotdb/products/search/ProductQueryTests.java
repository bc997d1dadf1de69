package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProductQueryTests {

    @Test
    void whoeverAsksForNothingSetsNoCondition() {
        assertThat(query(null, null, null, null, null, List.of()).conditions()).isEmpty();
    }

    @Test
    void everythingThatIsAskedForIsACondition() {
        var asked = query(
                "Lights",
                "Lumen",
                new BigDecimal("1E+1"),
                new BigDecimal("19.99"),
                List.of("desk"),
                List.of(new ProductQuery.AttributeCondition(new FieldPath("attr.color"), List.of("red"))));

        assertThat(conditions(asked))
                .containsExactly(
                        BsonDocument.parse("{'category': {'$in': ['Lights']}}"),
                        BsonDocument.parse("{'brand': {'$in': ['Lumen']}}"),
                        terms("attr.color\0002red"),
                        BsonDocument.parse("{'price.amount': {'$gte': {'$numberDecimal': '1E+1'}}}"),
                        BsonDocument.parse("{'price.amount': {'$lte': {'$numberDecimal': '19.99'}}}"),
                        BsonDocument.parse(
                                "{'search.words': {'$regularExpression': {'pattern': '^desk', 'options': ''}}}"));
    }

    @Test
    void aTimeIsKeptToTheMillisecondAndItselfIncluded() {
        var parameters = Map.of("updatedSince", List.of("2026-01-31T12:00:00.1239Z"));

        assertThat(conditions(ProductParameters.read(parameters)))
                .containsExactly(BsonDocument.parse("{'updatedAt': {'$gte': {'$date': '2026-01-31T12:00:00.123Z'}}}"));
    }

    @Test
    void listsAreTheSameIfTheirConditionsAreInWhateverOrderTheyCome() {
        var one = new LinkedHashMap<String, List<String>>();
        one.put("attr.a", List.of("1"));
        one.put("attr.b", List.of("2"));
        var other = new LinkedHashMap<String, List<String>>();
        other.put("attr.b", List.of("2"));
        other.put("attr.a", List.of("1"));
        other.put("facets", List.of("brand"));

        assertThat(ProductParameters.read(one).filters())
                .isEqualTo(ProductParameters.read(other).filters())
                .isNotEqualTo(
                        ProductParameters.read(Map.of("attr.a", List.of("1"))).filters());
    }

    @Test
    void listsAreTheSameIfTheirConditionsMeanTheSameHoweverTheyAreWritten() {
        assertThat(filters("attr.color", "red", "blue"))
                .isEqualTo(filters("attr.color", "blue", "red"))
                .isEqualTo(filters("attr.color", "blue", "red", "blue"))
                .isNotEqualTo(filters("attr.color", "blue"));
        for (var name : List.of("category", "brand", "attr.place")) {
            assertThat(filters(name, "Caf\u00E9"))
                    .isEqualTo(filters(name, "Cafe\u0301"))
                    .isNotEqualTo(filters(name, "Cafe"));
        }
        assertThat(filters("attr.color", "caf\u00E9", "cafe\u0301")).isEqualTo(filters("attr.color", "caf\u00E9"));
        assertThat(filters("minPrice", "10")).isEqualTo(filters("minPrice", "1e1"));
        assertThat(filters("q", "Desk lamp")).isEqualTo(filters("q", "desk LAMP"));
        // Both are the number ten, but they are two texts.
        assertThat(filters("attr.size", "10")).isNotEqualTo(filters("attr.size", "1e1"));
    }

    /** Whoever reads a list while a new version is rolled out shall be able to go on. */
    @Test
    void theCursorsOfTheVersionBeforeAreStillThoseOfTheirLists() {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("category", List.of("Caf\u00E9"));
        parameters.put("minPrice", List.of("10"));
        parameters.put("q", List.of("white desk lamp"));
        parameters.put("attr.size", List.of("10", "20"));
        parameters.put("attr.color", List.of("red"));

        assertThat(ProductParameters.read(parameters).filters()).isEqualTo("""
                        Caf\u00E9
                        null
                        1E+1
                        null
                        null
                        [white, desk, lamp]
                        [AttributeCondition[path=FieldPath[text=attr.color], values=[red]], \
                        AttributeCondition[path=FieldPath[text=attr.size], values=[10, 20]]]""");
    }

    private static String filters(String name, String... values) {
        return ProductParameters.read(Map.of(name, List.of(values))).filters();
    }

    @Test
    void aTextIsAskedForInBothOfItsForms() {
        assertThat(conditions(query("caf\u00E9", null, null, null, null, List.of())))
                .containsExactly(in("category", "caf\u00E9", "cafe\u0301"));
    }

    /** Some products still have it as it was given. */
    @Test
    void aTextOfNoUsualFormIsAskedForAsItIsToo() {
        assertThat(conditions(query("\u212B", null, null, null, null, List.of())))
                .containsExactly(in("category", "\u00C5", "A\u030A", "\u212B"));
    }

    @Test
    void aSearchWithoutWordsIsMetByNothing() {
        assertThat(conditions(query(null, null, null, null, List.of(), List.of())))
                .containsExactly(in("search.words"));
    }

    /** What looks like an operator is a text. */
    @Test
    void noValueIsAnOperator() {
        var asked = query("{\"$ne\":null}", "$where", null, null, null, List.of());

        assertThat(conditions(asked)).containsExactly(in("category", "{\"$ne\":null}"), in("brand", "$where"));
    }

    @Test
    void anAttributeHasAnyOfItsValuesInAnyTypeThatTheirTextCanMean() {
        var name = new FieldPath("attr.a");
        var asked = query(
                null,
                null,
                null,
                null,
                null,
                List.of(new ProductQuery.AttributeCondition(name, List.of("10", "1e1", "true", "10"))));
        var ten = TermValue.meantBy("10").get(1);

        assertThat(conditions(asked))
                .containsExactly(terms(
                        name.term("210"), name.term(ten), name.term("21e1"), name.term("2true"), name.term("4true")));
    }

    private static List<BsonDocument> conditions(ProductQuery query) {
        return query.conditions().stream()
                .map(condition -> condition.toBsonDocument())
                .toList();
    }

    private static BsonDocument terms(String... terms) {
        return in("search.terms", terms);
    }

    private static BsonDocument in(String field, String... texts) {
        var values = List.of(texts).stream().<BsonValue>map(BsonString::new).toList();
        return new BsonDocument(field, new BsonDocument("$in", new BsonArray(values)));
    }

    @Test
    void allWordsButTheLastAreWholeAndThatOneIsABeginning() {
        assertThat(conditions(query(null, null, null, null, List.of("desk", "lamp", "wh"), List.of())))
                .containsExactly(
                        BsonDocument.parse("{'search.words': 'desk'}"),
                        BsonDocument.parse("{'search.words': 'lamp'}"),
                        BsonDocument.parse(
                                "{'search.words': {'$regularExpression': {'pattern': '^wh', 'options': ''}}}"));
    }

    @Test
    void oneWordIsABeginning() {
        assertThat(conditions(query(null, null, null, null, List.of("la"), List.of())))
                .containsExactly(BsonDocument.parse(
                        "{'search.words': {'$regularExpression': {'pattern': '^la', 'options': ''}}}"));
    }

    private static ProductQuery query(
            @Nullable String category,
            @Nullable String brand,
            @Nullable BigDecimal minPrice,
            @Nullable BigDecimal maxPrice,
            @Nullable List<String> words,
            List<ProductQuery.AttributeCondition> attributes) {
        return new ProductQuery(
                category, brand, minPrice, maxPrice, null, words, attributes, ProductSort.ID, List.of());
    }
}
