package dev.polyglotdb.engines;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * A message of MongoDB's wire protocol, as it is sent. The document of an OP_MSG can be read, and that of the OP_QUERY
 * and OP_REPLY with which a driver and a server begin. Compressed messages can't, and the emulator never agrees to any.
 */
final class MongoMessage {

    static final int OP_REPLY = 1;
    static final int OP_QUERY = 2004;
    static final int OP_MSG = 2013;

    private static final int HEADER = 16;
    private static final int REPLY_PREFIX = 20;
    private static final int LARGEST = 64 << 20;
    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 1 << 1;

    private final ByteBuffer bytes;

    private MongoMessage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws java.io.EOFException if the other side is gone */
    static MongoMessage read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        var length = Integer.reverseBytes(data.readInt());
        if (length < HEADER || length > LARGEST) {
            throw new IOException("A message of MongoDB can't have %d bytes".formatted(length));
        }
        var bytes = new byte[length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
        data.readFully(bytes, Integer.BYTES, length - Integer.BYTES);
        return new MongoMessage(bytes);
    }

    /** Makes the answer to a request, of the kind that the request demands. */
    static MongoMessage answer(MongoMessage request, BsonDocument document) {
        var body = MongoBson.encode(document);
        var isReply = request.operation() == OP_QUERY;
        var prefix = isReply ? REPLY_PREFIX : Integer.BYTES + 1;
        var made = new MongoMessage(new byte[HEADER + prefix + body.length]);
        made.bytes
                .putInt(0, made.bytes.capacity())
                .putInt(8, request.bytes.getInt(4))
                .putInt(12, isReply ? OP_REPLY : OP_MSG);
        if (isReply) {
            made.bytes.putInt(HEADER + 16, 1);
        }
        made.bytes.put(HEADER + prefix, body);
        return made;
    }

    byte[] bytes() {
        return bytes.array();
    }

    /** Returns whether another message follows in the same direction, so that nobody answers this one. */
    boolean hasMoreToCome() {
        return operation() == OP_MSG && (bytes.getInt(HEADER) & MORE_TO_COME) != 0;
    }

    /** Returns the command or the answer, with what further sections add to it; empty if it can't be read. */
    BsonDocument document() {
        return switch (operation()) {
            case OP_MSG -> sections();
            case OP_QUERY -> MongoBson.copy(raw(afterName(HEADER + Integer.BYTES) + 2 * Integer.BYTES));
            case OP_REPLY -> MongoBson.copy(raw(HEADER + REPLY_PREFIX));
            default -> new BsonDocument();
        };
    }

    private int operation() {
        return bytes.getInt(12);
    }

    private BsonDocument sections() {
        var checksum = (bytes.getInt(HEADER) & CHECKSUM_PRESENT) == 0 ? 0 : Integer.BYTES;
        var body = new BsonDocument();
        var sequences = new BsonDocument();
        for (var at = HEADER + Integer.BYTES; at < bytes.capacity() - checksum; ) {
            var kind = bytes.get(at);
            var section = at + 1;
            at = section + bytes.getInt(section);
            if (kind == 0) {
                body = MongoBson.copy(raw(section));
            } else {
                var documents = afterName(section + Integer.BYTES);
                sequences.append(name(section + Integer.BYTES), array(documents, at));
            }
        }
        body.putAll(sequences);
        return body;
    }

    private BsonArray array(int from, int to) {
        var documents = new BsonArray();
        for (var at = from; at < to; at += bytes.getInt(at)) {
            documents.add(raw(at));
        }
        return documents;
    }

    private RawBsonDocument raw(int at) {
        return new RawBsonDocument(bytes.array(), at, bytes.getInt(at));
    }

    private String name(int at) {
        return new String(bytes.array(), at, afterName(at) - at - 1, StandardCharsets.UTF_8);
    }

    private int afterName(int at) {
        var end = at;
        while (bytes.get(end) != 0) {
            end++;
        }
        return end + 1;
    }
}
