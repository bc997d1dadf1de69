package dev.polyglotdb.products;

import static dev.polyglotdb.products.StoredLamp.CREATED;
import static dev.polyglotdb.products.StoredLamp.bson;
import static dev.polyglotdb.products.StoredLamp.product;
import static dev.polyglotdb.products.StoredLamp.throughBson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.util.Date;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ProductDocumentsTests {

    @Test
    void fieldsThatOnlyTheNextVersionKnowsAreIgnored() {
        var product = product("Desk lamp", "{\"color\":\"red\"}");
        var next = ProductDocuments.toDocument(product).append("weight", new Document("grams", 7L));
        next.get("price", Document.class).append("net", true);

        assertThat(ProductDocuments.toProduct(next))
                .isEqualTo(ProductDocuments.toProduct(ProductDocuments.toDocument(product)));
    }

    /** Stored with the largest exponent that fits, a 1 has 33 zeros, which would no longer be a product of 64 KiB. */
    @Test
    void aLargeNumberIsReadBackAsShortAsItWas() {
        var product = product("Desk lamp", "{\"huge\":1e6144,\"tiny\":1e-6176,\"exact\":1.10}");

        assertThat(ProductDocuments.toProduct(ProductDocuments.toDocument(product))
                        .attributes()
                        .json())
                .isEqualTo("{\"huge\":1E+6144,\"tiny\":1E-6176,\"exact\":1.10}");
    }

    @Test
    void aProductIsStoredInTheseFieldsAndTypes() {
        var stored = ProductDocuments.toDocument(product("Desk lamp", "{\"color\":\"red\",\"watts\":7}"));

        assertThat(stored.keySet())
                .containsExactly(
                        "_id",
                        "name",
                        "description",
                        "category",
                        "brand",
                        "price",
                        "attributes",
                        "version",
                        "createdAt",
                        "updatedAt",
                        "search");
        assertThat(bson(stored)).isEqualTo(BsonDocument.parse("""
                {
                  "_id": "lamp",
                  "name": "Desk lamp",
                  "description": "A lamp",
                  "category": "Lights",
                  "brand": null,
                  "price": {"amount": {"$numberDecimal": "19.90"}, "currency": "EUR"},
                  "attributes": {"color": "red", "watts": {"$numberLong": "7"}},
                  "version": {"$numberLong": "3"},
                  "createdAt": {"$date": "2026-01-31T12:00:00.123Z"},
                  "updatedAt": {"$date": "2026-02-01T00:00:00.456Z"},
                  "search": {
                    "revision": 4,
                    "name": "Desk lamp",
                    "words": ["desk", "lamp", "a", "lights"],
                    "terms": ["category\\u00002Lights", "attr.color\\u00002red", "attr.watts\\u000012500007"]
                  }
                }"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lamp", "\uD83D\uDE00", "two\nlines", "$name", "\uFFFF"})
    void theWholeProductComesBack(String name) {
        var product = product(name, "{\"color\":\"red\"}");

        var read = throughBson(ProductDocuments.toDocument(product));

        assertThat(read).isEqualTo(product);
        assertThat(read.price().amount()).hasToString("19.90");
    }

    @ParameterizedTest
    @CsvSource({"5.00", "0.00", "1000000000000.00", "1800", "0.001"})
    void aPriceKeepsItsDecimals(String amount) {
        var stored = new Document("_id", "lamp")
                .append("name", "Lamp")
                .append("price", new Document("amount", Decimal128.parse(amount)).append("currency", "EUR"));

        assertThat(ProductDocuments.toSummary(stored))
                .isEqualTo(new ProductSummary("lamp", "Lamp", new Money(new BigDecimal(amount), "EUR")));
        assertThat(ProductDocuments.toSummary(stored).price().amount()).hasToString(amount);
    }

    /** What is derived for queries is left out by every reader, and not missed. */
    @Test
    void aProductIsReadWithoutItsSearchFields() {
        var product = product("Lamp", "{\"color\":\"red\"}");
        var stored = ProductDocuments.toDocument(product);
        stored.remove("search");

        assertThat(throughBson(stored)).isEqualTo(product);
        assertThat(ProductDocuments.WITHOUT_SEARCH_FIELDS.toBsonDocument())
                .isEqualTo(BsonDocument.parse("{\"search\": 0}"));
    }

    @Test
    void timesAreStoredToTheMillisecond() {
        assertThat(ProductDocuments.toDocument(product("Lamp", "{}")).getDate("createdAt"))
                .isEqualTo(new Date(CREATED.toEpochMilli()));
    }
}
