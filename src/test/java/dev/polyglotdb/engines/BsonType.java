package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents as BSON in the emulator's files, where they would else be serialized objects, which take long to read. */
final class BsonType extends BasicDataType<Document> {

    /** How much the latest document counts in the average, inversely. */
    private static final int WINDOW = 16;

    private volatile int averageLength = 1024;

    /** How much room a document takes in a page, in bytes; an average, since each is asked for often. */
    @Override
    public int getMemory(Document document) {
        return averageLength;
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        note(bson.readableBytes());
        target.put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer source) {
        // BSON begins with its length, the least significant byte first.
        int length = Integer.reverseBytes(source.getInt(source.position()));
        note(length);
        ByteBuf bson = Unpooled.wrappedBuffer(source.slice().limit(length));
        source.position(source.position() + length);
        return BsonDecoder.decodeBson(bson);
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    private void note(int length) {
        averageLength += (length - averageLength) / WINDOW;
    }
}
