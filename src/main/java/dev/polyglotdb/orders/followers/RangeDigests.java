package dev.polyglotdb.orders.followers;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;

/**
 * Digests of what two stores hold of each range of order ids, in constant memory: the sum of the fingerprints of all
 * rows, and their number. Rows may be added in any order. If the digests of a range agree, so do its rows, as sure as
 * 64 bits can tell.
 */
final class RangeDigests {

    static final int RANGES = 1_024;

    private final long width;
    private final long[] expectedSums = new long[RANGES];
    private final long[] foundSums = new long[RANGES];
    private final long[] expectedRows = new long[RANGES];
    private final long[] foundRows = new long[RANGES];

    /** @param base64 the sums and numbers */
    record Saved(long width, String base64) {}

    /** @param lastId the highest id of an order; whatever comes later is in the last range */
    RangeDigests(long lastId) {
        this.width = lastId / RANGES + 1;
    }

    RangeDigests(Saved saved) {
        this.width = saved.width();
        var numbers =
                ByteBuffer.wrap(Base64.getDecoder().decode(saved.base64())).asLongBuffer();
        numbers.get(expectedSums).get(foundSums).get(expectedRows).get(foundRows);
    }

    Saved saved() {
        var bytes = ByteBuffer.allocate(4 * RANGES * Long.BYTES);
        bytes.asLongBuffer().put(expectedSums).put(foundSums).put(expectedRows).put(foundRows);
        return new Saved(width, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Adds a row that there must be. */
    void expect(long orderId, long fingerprint) {
        var range = rangeOf(orderId, width);
        expectedSums[range] += fingerprint;
        expectedRows[range]++;
    }

    /** Adds a row that there is. */
    void find(long orderId, long fingerprint) {
        var range = rangeOf(orderId, width);
        foundSums[range] += fingerprint;
        foundRows[range]++;
    }

    OrderRanges differing() {
        var differing = new BitSet(RANGES);
        for (var range = 0; range < RANGES; range++) {
            differing.set(range, expectedSums[range] != foundSums[range] || expectedRows[range] != foundRows[range]);
        }
        return new OrderRanges(width, differing);
    }

    /** Returns the number of rows in all ranges that agree. */
    long agreeingRows() {
        var differing = differing();
        var rows = 0L;
        for (var range = 0; range < RANGES; range++) {
            rows += differing.contains(range) ? 0 : foundRows[range];
        }
        return rows;
    }

    static int rangeOf(long orderId, long width) {
        return (int) Math.min(RANGES - 1, Math.max(0, orderId) / width);
    }
}
