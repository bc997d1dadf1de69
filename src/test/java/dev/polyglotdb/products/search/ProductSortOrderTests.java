package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ProductSortOrderTests {

    @ParameterizedTest
    @CsvSource({"id, ID", "price, PRICE", "-price, PRICE_DOWN", "name, NAME", "-createdAt, NEWEST", "updatedAt, UPDATED"
    })
    void clientsNameAnOrder(String parameter, ProductSort sort) {
        assertThat(ProductSort.parse(parameter)).contains(sort);
        assertThat(sort.parameter()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ID",
                "-id",
                "-name",
                "createdAt",
                "-updatedAt",
                "+price",
                "price,name",
                " price",
                "PRICE_DOWN"
            })
    void otherOrdersThereAreNot(String parameter) {
        assertThat(ProductSort.parse(parameter)).isEmpty();
    }

    @Test
    void allOfThemAreTold() {
        assertThat(ProductSort.parameters()).isEqualTo("id, price, -price, name, -createdAt, updatedAt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ID         | {'_id': 1}
            PRICE      | {'price.amount': 1, '_id': 1}
            PRICE_DOWN | {'price.amount': -1, '_id': 1}
            NAME       | {'search.name': 1, '_id': 1}
            NEWEST     | {'createdAt': -1, '_id': 1}
            UPDATED    | {'updatedAt': 1, '_id': 1}
            """)
    void equalKeysGoByTheIdUpwards(ProductSort sort, String order) {
        var expected = BsonDocument.parse(order);

        assertThat(sort.toBson().toBsonDocument()).isEqualTo(expected);
        assertThat(sort.toBson().toBsonDocument().keySet()).containsExactlyElementsOf(expected.keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            PRICE      | price.amount | gte | gt
            PRICE_DOWN | price.amount | lte | lt
            NAME       | search.name  | gte | gt
            NEWEST     | createdAt    | lte | lt
            UPDATED    | updatedAt    | gte | gt
            """)
    void afterAPlaceComesALaterKeyOrTheSameKeyWithALaterId(ProductSort sort, String field, String bound, String later) {
        assertThat(sort.after(7, "lamp").toBsonDocument())
                .isEqualTo(BsonDocument.parse("""
                        {'$and': [
                          {'%1$s': {'$%2$s': 7}},
                          {'$or': [
                            {'%1$s': {'$%3$s': 7}},
                            {'$and': [{'%1$s': 7}, {'_id': {'$gt': 'lamp'}}]}]}]}""".formatted(field, bound, later)));
    }

    @Test
    void inTheOrderOfIdsOnlyTheIdCounts() {
        assertThat(ProductSort.ID.after("of no account", "lamp").toBsonDocument())
                .isEqualTo(BsonDocument.parse("{'_id': {'$gt': 'lamp'}}"));
    }
}
