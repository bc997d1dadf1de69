package dev.polyglotdb.products;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.IndexModel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a product takes in MongoDB.
 *
 * @param bytes its size as BSON
 * @param levels how deep its containers nest, the document itself being the first
 * @param parts how many the longest path to a value has, with each dot in a key beginning another one
 * @param keys the entries that it has in all indexes together
 */
record Footprint(int bytes, int levels, int parts, int keys) {

    /** Measures a product as the application would store it. */
    static Footprint of(NewProduct command) {
        var raw = new RawBsonDocument(
                ProductDocuments.toDocument(Product.of(command, 0, Instant.EPOCH)), new DocumentCodec());
        // A raw document would be read anew for each of its levels.
        var document = raw.decode(new BsonDocumentCodec());
        // The index of the ids alone always exists.
        var keys = 1
                + ProductIndexes.ALL.stream()
                        .mapToInt(index -> keys(document, index))
                        .sum();
        return new Footprint(raw.getByteBuffer().remaining(), levels(document), parts(document), keys);
    }

    private static int levels(BsonValue value) {
        List<BsonValue> children = value.isDocument()
                ? List.copyOf(value.asDocument().values())
                : value.isArray() ? value.asArray().getValues() : List.of();
        var deepest = children.stream().mapToInt(Footprint::levels).max().orElse(0);
        return value.isDocument() || value.isArray() ? 1 + deepest : 0;
    }

    private static int parts(BsonValue value) {
        if (value.isArray()) {
            return 1 + value.asArray().stream().mapToInt(Footprint::parts).max().orElse(0);
        }
        return !value.isDocument()
                ? 0
                : value.asDocument().entrySet().stream()
                        .mapToInt(member -> member.getKey().split("\\.", -1).length + parts(member.getValue()))
                        .max()
                        .orElse(0);
    }

    /** An array has a key for each distinct element, and one if it is empty. */
    private static int keys(BsonDocument document, IndexModel index) {
        var keys = 1;
        for (var path : index.getKeys()
                .toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry())
                .keySet()) {
            if (at(document, path) instanceof BsonArray array) {
                keys *= Math.max(1, new HashSet<>(array).size());
            }
        }
        return keys;
    }

    private static @Nullable BsonValue at(BsonDocument document, String path) {
        BsonValue value = document;
        for (var name : path.split("\\.")) {
            value = value == null ? null : value.asDocument().get(name);
        }
        return value;
    }
}
