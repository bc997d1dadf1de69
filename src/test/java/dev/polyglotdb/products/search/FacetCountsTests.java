package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FacetCountsTests {

    @Test
    void eachProductIsLookedAtOnceWhateverTheNumberOfNames() {
        assertThat(stages(Map.of("minPrice", List.of("1"))))
                .extracting(BsonDocument::getFirstKey)
                .containsExactly("$match", "$project", "$unwind", "$group", "$facet");
    }

    @Test
    void whatIsCountedMeetsTheConditions() {
        assertThat(stages(Map.of("brand", List.of("Lumen"))).get(0))
                .isEqualTo(BsonDocument.parse("{'$match': {'$and': [{'brand': {'$in': ['Lumen']}}]}}"));
    }

    /** Others could not count, whatever the name. */
    @Test
    void aProductMissesAtMostOneOfTheConditionsOnNames() {
        assertThat(stages(Map.of("category", List.of("Lights"), "attr.color", List.of("red"), "minPrice", List.of("1")))
                        .get(0))
                .isEqualTo(BsonDocument.parse("""
                        {"$match": {"$and": [
                          {"price.amount": {"$gte": {"$numberDecimal": "1"}}},
                          {"$or": [
                            {"$and": [{"search.terms": {"$in": ["attr.color\\u00002red"]}}]},
                            {"$and": [{"category": {"$in": ["Lights"]}}]}]}]}}"""));
    }

    @Test
    void theConditionOnTheOnlyNameIsIgnored() {
        assertThat(stages(Map.of("attr.color", List.of("red"))).get(0))
                .isEqualTo(stages(Map.of()).get(0));
    }

    @Test
    void withoutAConditionItIsAnyProductThatHasAValueOfANameSoThatAnIndexHelps() {
        assertThat(stages(Map.of()).get(0)).isEqualTo(BsonDocument.parse("""
                {"$match": {"$or": [
                  {"search.terms": {"$elemMatch": {"$gte": "category\\u0000", "$lt": "category\\u0001"}}},
                  {"search.terms": {"$elemMatch": {"$gte": "attr.color\\u0000", "$lt": "attr.color\\u0001"}}}]}}"""));
    }

    @Test
    void aProductCountsOnceForEachOfItsTerms() {
        assertThat(stages(Map.of()).get(3)).isEqualTo(BsonDocument.parse("""
                {"$group": {"_id": "$terms", "count": {"$sum": 1}, "example": {"$min": "$_id"}}}"""));
    }

    @Test
    void eachNameHasItsFiftyMostFrequentValuesTiesInTheOrderOfTheValues() {
        assertThat(stages(Map.of()).get(4)).isEqualTo(BsonDocument.parse("""
                {"$facet": {
                  "facet0": [
                    {"$match": {"$and": [{"_id": {"$gte": "category\\u0000"}}, {"_id": {"$lt": "category\\u0001"}}]}},
                    {"$sort": {"count": -1, "_id": 1}},
                    {"$limit": 50}],
                  "facet1": [
                    {"$match": {"$and": [
                      {"_id": {"$gte": "attr.color\\u0000"}},
                      {"_id": {"$lt": "attr.color\\u0001"}}]}},
                    {"$sort": {"count": -1, "_id": 1}},
                    {"$limit": 50}]}}"""));
    }

    private static List<BsonDocument> stages(Map<String, List<String>> parameters) {
        var all = new HashMap<>(parameters);
        all.put("facets", List.of("category,attr.color"));
        return FacetCounts.pipeline(ProductParameters.read(all)).stream()
                .map(stage -> stage.toBsonDocument())
                .toList();
    }
}
