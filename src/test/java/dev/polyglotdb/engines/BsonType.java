package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Stores documents as BSON in the emulator's files. By default they would be serialized Java objects, which are slow to
 * read.
 */
final class BsonType extends BasicDataType<Document> {

    /** The window of the moving average: the latest document counts as one part in this many. */
    private static final int WINDOW = 16;

    private volatile int averageLength = 1024;

    /** Returns the size of a document in a page, in bytes. This is an average, because the method is called often. */
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
        // BSON starts with its length in little-endian order.
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
