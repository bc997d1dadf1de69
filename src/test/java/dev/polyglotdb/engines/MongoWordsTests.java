package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words of a command belong to MongoDB, and which promises a command breaks. */
@Tag("fast")
class MongoWordsTests {

    @Test
    void aQueryHasItsOperatorsAtAnyDepth() {
        assertThat(words("{find: 'products', filter: {$or: [{a: {$not: {$gte: 1}}}, {b: {$in: ['$x']}}]}}"))
                .containsExactly(
                        "command find", "field find.filter", "query $gte", "query $in", "query $not", "query $or");
    }

    @Test
    void aRegularExpressionIsAnOperatorEvenWithoutItsName() {
        assertThat(words("{find: 'products', filter: {$and: [{a: 1}, {words: /^la/}]}}"))
                .contains("query $regex");
    }

    @Test
    void anAggregationHasStagesWithQueriesAndExpressions() {
        assertThat(words("""
                {aggregate: 'products', pipeline: [{$match: {a: {$lt: 1}}},
                {$facet: {some: [{$group: {_id: '$a', count: {$sum: 1}}}, {$limit: 2}]}}]}"""))
                .containsExactly(
                        "command aggregate",
                        "expression $sum",
                        "field aggregate.pipeline",
                        "query $lt",
                        "stage $facet",
                        "stage $group",
                        "stage $limit",
                        "stage $match");
    }

    @Test
    void whatIsStoredHasNoWords() {
        assertThat(words("""
                {update: 'products', updates: [{q: {_id: 'a'}, u: {attributes: {$size: 1}}, upsert: true}]}"""))
                .containsExactly(
                        "command update",
                        "field update.updates",
                        "field update.updates.q",
                        "field update.updates.u",
                        "field update.updates.upsert");
        assertThat(words("{insert: 'products', documents: [{attributes: {$size: 1}}]}"))
                .containsExactly("command insert", "field insert.documents");
    }

    @Test
    void anUpdateHasItsOperatorsButNotThoseOfItsValues() {
        assertThat(words("{update: 'p', updates: [{q: {a: {$gt: 1}}, u: {$max: {version: {$odd: 1}}}}]}"))
                .contains("query $gt", "update $max")
                .doesNotContain("update $odd");
    }

    @Test
    void whatIsExplainedIsACommandToo() {
        assertThat(words("{explain: {find: 'p', hint: {a: 1}}, verbosity: 'queryPlanner'}"))
                .contains("command explain", "command find", "field find.hint", "field explain.verbosity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{find: 'p', maxTimeMS: 1} | find has no readConcern majority",
                "{find: 'p', readConcern: {level: 'local'}, maxTimeMS: 1} | find has no readConcern majority",
                "{find: 'p', readConcern: {level: 'majority'}} | find of p has no maxTimeMS",
                "{insert: 'p', writeConcern: {w: 1, j: true}, maxTimeMS: 1} | insert has no writeConcern majority",
                "{insert: 'p', writeConcern: {w: 'majority'}, maxTimeMS: 1} | insert does not wait for the journal",
                "{createIndexes: 'p'} | createIndexes of p has no maxTimeMS",
                "{createIndexes: 'p', writeConcern: {w: 1, j: true}, maxTimeMS: 1}"
                        + " | createIndexes has no writeConcern majority",
                "{createIndexes: 'p', writeConcern: {w: 'majority'}, maxTimeMS: 1}"
                        + " | createIndexes does not wait for the journal",
                "{find: 'p', $readPreference: {mode: 'nearest'}, readConcern: {level: 'majority'}, maxTimeMS: 1}"
                        + " | find is sent to another node than the primary"
            })
    void aPromiseIsMissed(String command, String broken) {
        assertThat(MongoPromises.brokenBy(BsonDocument.parse(command))).containsExactly(broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{find: 'p', readConcern: {level: 'majority'}, maxTimeMS: 1}",
                "{update: 'p', writeConcern: {w: 'majority', j: true}, maxTimeMS: 1}",
                "{createIndexes: 'p', writeConcern: {w: 'majority', j: true}, maxTimeMS: 1}",
                "{getMore: 1, collection: 'p'}"
            })
    void whatKeepsAllPromisesIsFine(String command) {
        assertThat(MongoPromises.brokenBy(BsonDocument.parse(command))).isEmpty();
    }

    private static Iterable<String> words(String command) {
        return MongoWords.of(BsonDocument.parse(command));
    }
}
