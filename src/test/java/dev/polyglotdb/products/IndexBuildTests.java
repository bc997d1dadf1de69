package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which index of a server is one of ours. */
@Tag("fast")
class IndexBuildTests {

    private static final IndexModel OURS =
            new IndexModel(Indexes.compoundIndex(Indexes.ascending("category"), Indexes.descending("createdAt")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{v: 2, key: {category: 1, createdAt: -1}, name: 'category_1_createdAt_-1'}",
                "{v: 2, key: {category: 1, createdAt: -1}, name: 'an operator made it', ns: 'polyglot.products'}",
                "{v: 1, key: {category: 1.0, createdAt: {$numberLong: '-1'}}, name: 'x', background: true}",
                "{v: 2, key: {category: 1, createdAt: -1}, name: 'x', unique: false, sparse: false, hidden: false}"
            })
    void equalKeysAndOptionsAreEnough(String existing) {
        assertThat(IndexBuild.isEqual(OURS, BsonDocument.parse(existing))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{key: {_id: 1}, name: '_id_'}",
                "{key: {createdAt: -1, category: 1}, name: 'category_1_createdAt_-1'}",
                "{key: {category: 1, createdAt: 1}, name: 'category_1_createdAt_-1'}",
                "{key: {category: 1}, name: 'category_1_createdAt_-1'}",
                "{key: {category: 1, createdAt: -1, _id: 1}, name: 'x'}",
                "{key: {category: 'hashed', createdAt: -1}, name: 'x'}",
                "{key: {category: 1, createdAt: -1}, name: 'x', unique: true}",
                "{key: {category: 1, createdAt: -1}, name: 'x', sparse: true}",
                "{key: {category: 1, createdAt: -1}, name: 'x', hidden: true}",
                "{key: {category: 1, createdAt: -1}, name: 'x', partialFilterExpression: {brand: 'B'}}",
                "{key: {category: 1, createdAt: -1}, name: 'x', collation: {locale: 'de'}}"
            })
    void anIndexThatAnswersLessIsAnother(String existing) {
        assertThat(IndexBuild.isEqual(OURS, BsonDocument.parse(existing))).isFalse();
    }

    @Test
    void aUniqueIndexIsOnlyFoundAsOne() {
        var unique = new IndexModel(Indexes.ascending("a"), new IndexOptions().unique(true));

        assertThat(IndexBuild.isEqual(unique, BsonDocument.parse("{key: {a: 1}, unique: true}")))
                .isTrue();
        assertThat(IndexBuild.isEqual(unique, BsonDocument.parse("{key: {a: 1}}")))
                .isFalse();
    }
}
