package dev.polyglotdb.products.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A product as it is sent to clients.
 *
 * @param json the body of the answer, byte for byte
 */
public record ProductCopy(long version, byte[] json) implements CacheEntry {

    private static final int HEADER = 1 + Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(HEADER + json.length)
                .put((byte) COPY)
                .putLong(version)
                .put(json)
                .array();
    }

    static ProductCopy decode(byte[] bytes) {
        return new ProductCopy(ByteBuffer.wrap(bytes).getLong(1), Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }
}
