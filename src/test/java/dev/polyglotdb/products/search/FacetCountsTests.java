package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FacetCountsTests {

    private static final FieldPath COLOR = new FieldPath("attr.color");
    private static final FacetCounts COUNTS = new FacetCounts(List.of(FieldPath.CATEGORY, COLOR));

    @Test
    void eachProductIsLookedAtOnceWhateverTheNumberOfNames() {
        assertThat(stages(List.of(Filters.eq("brand", "Lumen"))))
                .extracting(BsonDocument::getFirstKey)
                .containsExactly("$match", "$project", "$unwind", "$group", "$facet");
    }

    @Test
    void whatIsCountedMeetsTheConditions() {
        assertThat(stages(List.of(Filters.eq("brand", "Lumen"))).get(0))
                .isEqualTo(BsonDocument.parse("{'$match': {'$and': [{'brand': 'Lumen'}]}}"));
    }

    @Test
    void withoutAConditionItIsAnyProductThatHasAValueOfANameSoThatAnIndexHelps() {
        assertThat(stages(List.of()).get(0)).isEqualTo(BsonDocument.parse("""
                {"$match": {"$or": [
                  {"search.terms": {"$elemMatch": {"$gte": "category\\u0000", "$lt": "category\\u0001"}}},
                  {"search.terms": {"$elemMatch": {"$gte": "attr.color\\u0000", "$lt": "attr.color\\u0001"}}}]}}"""));
    }

    @Test
    void aProductCountsOnceForEachOfItsTerms() {
        assertThat(stages(List.of()).get(3)).isEqualTo(BsonDocument.parse("""
                {"$group": {"_id": "$terms", "count": {"$sum": 1}, "example": {"$min": "$_id"}}}"""));
    }

    @Test
    void eachNameHasItsFiftyMostFrequentValuesTiesInTheOrderOfTheValues() {
        assertThat(stages(List.of()).get(4)).isEqualTo(BsonDocument.parse("""
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

    private static List<BsonDocument> stages(List<Bson> conditions) {
        return COUNTS.pipeline(conditions).stream()
                .map(stage -> stage.toBsonDocument())
                .toList();
    }
}
