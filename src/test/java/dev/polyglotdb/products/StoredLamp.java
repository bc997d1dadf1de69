package dev.polyglotdb.products;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;

/** A lamp as tests store it, and its way to MongoDB and back. */
final class StoredLamp {

    static final Instant CREATED = Instant.parse("2026-01-31T12:00:00.123Z");
    static final Instant UPDATED = Instant.parse("2026-02-01T00:00:00.456Z");

    static Product product(String name, String attributes) {
        var price = new Money(new BigDecimal("19.90"), "EUR");
        return new Product(
                "lamp", name, "A lamp", "Lights", null, price, FreeForm.parse(attributes), 3, CREATED, UPDATED);
    }

    /** As it is on its way to the store and back. */
    static Product throughBson(Document document) {
        var codec = new DocumentCodec();
        var reader = new BsonDocumentReader(bson(document));
        return ProductDocuments.toProduct(
                codec.decode(reader, DecoderContext.builder().build()));
    }

    static BsonDocument bson(Document document) {
        return document.toBsonDocument();
    }

    private StoredLamp() {}
}
