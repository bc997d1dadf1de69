package dev.polyglotdb.engines;

import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** Documents to bytes and back, by the driver's own library. */
final class MongoBson {

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private MongoBson() {}

    static byte[] encode(BsonDocument document) {
        try (var buffer = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(buffer)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    /** Returns the same document, to which fields can be added. */
    static BsonDocument copy(RawBsonDocument raw) {
        try (var reader = new BsonBinaryReader(raw.getByteBuffer().asNIO())) {
            return CODEC.decode(reader, DecoderContext.builder().build());
        }
    }
}
