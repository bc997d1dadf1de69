package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.Cursor;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ProductPositionTests {

    private static final String FILTERS = "category=Lights";

    @ParameterizedTest
    @EnumSource
    void aPlaceComesBackFromItsCursor(ProductSort sort) {
        var position = position(sort, "Desk lamp");

        assertThat(ProductPosition.read(position.toCursor(FILTERS), sort, FILTERS))
                .isEqualTo(position);
    }

    /** As 0.1.0 handed it out, for the second page of a list whose first page was this version's or the next one's. */
    @Test
    void aCursorOfTheVersionBeforeIsReadAndThatOfTheNextOneToo() {
        var old = Cursor.of("price", "19.90", "lamp", "7330d180");
        var position = new ProductPosition(ProductSort.PRICE, "19.90", "lamp");

        assertThat(position.toCursor(FILTERS)).isEqualTo(old);
        assertThat(ProductPosition.read(old, ProductSort.PRICE, FILTERS)).isEqualTo(position);
        var next = Cursor.of("price", "19.90", "lamp", "7330d180", "+region=EU");
        assertThat(ProductPosition.read(next, ProductSort.PRICE, FILTERS)).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "\uD83D\uDE00", "Ärmel", "a|b", " "})
    void aNameMayHoldWhatItWants(String name) {
        var position = position(ProductSort.NAME, name);

        assertThat(position.toCursor(FILTERS).parts()).hasSize(4).noneMatch(part -> part.contains("\n"));
        assertThat(ProductPosition.read(position.toCursor(FILTERS), ProductSort.NAME, FILTERS))
                .isEqualTo(position);
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAnotherOrderIsRefused(ProductSort sort) {
        for (var other : ProductSort.values()) {
            if (other != sort) {
                refused(position(other, "Desk lamp").toCursor(FILTERS), sort);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aCursorThatWasEditedIsRefused(int part) {
        for (var sort : ProductSort.values()) {
            var parts = new ArrayList<>(
                    position(sort, "Desk lamp").toCursor(FILTERS).parts());
            parts.set(part, parts.get(part) + "0");
            refused(new Cursor(parts), sort);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAListWithOtherFiltersIsRefused(ProductSort sort) {
        refused(position(sort, "Desk lamp").toCursor("category=Chairs"), sort);
    }

    @Test
    void aCursorThatWasCutIsRefused() {
        var parts = position(ProductSort.PRICE, "Desk lamp").toCursor(FILTERS).parts();

        for (var left = 0; left < parts.size(); left++) {
            refused(new Cursor(parts.subList(0, left)), ProductSort.PRICE);
        }
        refused(new Cursor(List.of("price", "19.90", "lamp", "", "")), ProductSort.PRICE);
    }

    /** It has the right checksum, which is no secret. */
    @ParameterizedTest
    @CsvSource({
        "PRICE, cheap",
        "PRICE_DOWN, ''",
        "NAME, '*'",
        "NEWEST, today",
        "UPDATED, today",
        "NEWEST, 99999999999999999999"
    })
    void aKeyThatMakesNoSenseIsRefused(ProductSort sort, String key) {
        refused(new ProductPosition(sort, key, "lamp").toCursor(FILTERS), sort);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ID         | {'_id': {'$gt': 'lamp'}}
            PRICE      | {'price.amount': {'$gte': {'$numberDecimal': '19.90'}}}
            PRICE_DOWN | {'price.amount': {'$lte': {'$numberDecimal': '19.90'}}}
            NAME       | {'search.name': {'$gte': 'Desk lamp'}}
            NEWEST     | {'createdAt': {'$lte': {'$date': '2026-01-31T12:00:00.123Z'}}}
            UPDATED    | {'updatedAt': {'$gte': {'$date': '2026-01-31T12:00:00.124Z'}}}
            """)
    void theListGoesOnFromTheKeyInTheTypeThatIsStored(ProductSort sort, String bound) {
        var read = ProductPosition.read(position(sort, "Desk lamp").toCursor(FILTERS), sort, FILTERS);
        var after = read.after().toBsonDocument();

        assertThat(sort == ProductSort.ID ? after : after.getArray("$and").get(0))
                .isEqualTo(BsonDocument.parse(bound));
    }

    private static void refused(Cursor cursor, ProductSort sort) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> ProductPosition.read(cursor, sort, FILTERS))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("#/cursor"));
    }

    private static ProductPosition position(ProductSort sort, String name) {
        var created = Instant.parse("2026-01-31T12:00:00.123Z");
        return ProductPosition.of(sort, "lamp", name, new BigDecimal("19.90"), created, created.plusMillis(1));
    }
}
