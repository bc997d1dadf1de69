package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ProductDocumentsTests {

    private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final Instant UPDATED = Instant.parse("2026-02-01T00:00:00.456Z");

    @Test
    void fieldsThatOnlyTheNextVersionKnowsAreIgnored() {
        var product = product("Desk lamp", "{\"color\":\"red\"}");
        var next = ProductDocuments.toDocument(product).append("weight", new Document("grams", 7L));
        next.get("price", Document.class).append("net", true);

        assertThat(ProductDocuments.toProduct(next))
                .isEqualTo(ProductDocuments.toProduct(ProductDocuments.toDocument(product)));
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
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            null                                 | NULL
            "red"                                | STRING
            ""                                   | STRING
            true                                 | BOOLEAN
            0                                    | INT64
            -1                                   | INT64
            9223372036854775807                  | INT64
            -9223372036854775808                 | INT64
            1.0                                  | DECIMAL128
            1e1                                  | DECIMAL128
            1E-7                                 | DECIMAL128
            9.999999999999999999999999999999999e6144 | DECIMAL128
            []                                   | ARRAY
            {}                                   | DOCUMENT
            """)
    void aJsonValueHasOneBsonTypeAndComesBackAsItWas(String json, String type) {
        var stored = ProductDocuments.toDocument(product("Lamp", "{\"a\":" + json + "}"));

        assertThat(Objects.requireNonNull(bson(stored).getDocument("attributes").get("a"))
                        .getBsonType())
                .hasToString(type);
        assertThat(throughBson(stored).attributes().json())
                .isEqualTo(FreeForm.parse("{\"a\":" + json + "}").json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":1,\"a\":2}",
                "{\"a.b\":1,\"a\":{\"b\":2}}",
                "{\"$ref\":\"x\",\"$id\":\"y\",\"$db\":\"z\"}",
                "{\"$date\":\"2026-01-31T12:00:00Z\"}",
                "{\"\":1,\"\\u0000\":2,\"\\u0001\":3,\"\\u00010\":4}",
                "{\"_id\":1}",
                "{\"a\":[[],[[{}]],[null,[null]]]}",
                "{\"a\":[1,1.0,1.00,\"1\",true,null]}",
                "{\"a\":0.10,\"b\":100E-2,\"c\":-0.0}",
                "{\"\uD83D\uDE00\":\"\uFFFD\uD7FF\"}"
            })
    void attributesComeBackByteForByte(String attributes) {
        var product = product("Lamp", attributes);

        assertThat(throughBson(ProductDocuments.toDocument(product))
                        .attributes()
                        .json())
                .isEqualTo(FreeForm.parse(attributes).json());
    }

    /** The zeros alone are more digits, or a smaller exponent, than the type has. */
    @ParameterizedTest
    @ValueSource(strings = {"E0", "E-5900", "E6144", "E-6143"})
    void zerosAtTheEndOfANumberAreNoDigitsTooMany(String exponent) {
        var product = product("Lamp", "{\"a\":1." + "0".repeat(500) + exponent + "}");

        var read =
                throughBson(ProductDocuments.toDocument(product)).attributes().tree();

        assertThat(read.path("a").decimalValue()).isEqualByComparingTo(new BigDecimal("1" + exponent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1.10", "1e3", "1E-7", "1E+6144", "-1E+6112", "0E+6144", "0E-6144", "1.%s", "1.%sE-6143"})
    void whatIsReadBackIsKnownBefore(String number) {
        var known = ProductDocuments.asReadBack(
                FreeForm.parse("{\"a\":[{\"b\":" + number.formatted("0".repeat(500)) + "}]}"));

        var read = throughBson(ProductDocuments.toDocument(product("Lamp", known.json())));

        assertThat(read.attributes().json()).isEqualTo(known.json());
        assertThat(ProductDocuments.asReadBack(known)).isEqualTo(known);
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

    private static Product product(String name, String attributes) {
        var price = new Money(new BigDecimal("19.90"), "EUR");
        return new Product(
                "lamp", name, "A lamp", "Lights", null, price, FreeForm.parse(attributes), 3, CREATED, UPDATED);
    }

    /** As it is on its way to the store and back. */
    private static Product throughBson(Document document) {
        var codec = new DocumentCodec();
        var reader = new BsonDocumentReader(bson(document));
        return ProductDocuments.toProduct(
                codec.decode(reader, DecoderContext.builder().build()));
    }

    private static BsonDocument bson(Document document) {
        return document.toBsonDocument();
    }
}
