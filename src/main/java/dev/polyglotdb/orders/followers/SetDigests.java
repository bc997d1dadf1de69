package dev.polyglotdb.orders.followers;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;

/** Tells two sets apart by digests, in constant memory: a sum of fingerprints for each of some classes. */
final class SetDigests {

    private static final int BITS = 10;

    private final long[] sums = new long[1 << BITS];

    SetDigests() {}

    /** @param saved what {@link #saved} returned */
    SetDigests(String saved) {
        ByteBuffer.wrap(Base64.getDecoder().decode(saved)).asLongBuffer().get(sums);
    }

    String saved() {
        var bytes = ByteBuffer.allocate(sums.length * Long.BYTES);
        bytes.asLongBuffer().put(sums);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    void addToOne(long fingerprint) {
        sums[classOf(fingerprint)] += fingerprint;
    }

    void addToOther(long fingerprint) {
        sums[classOf(fingerprint)] -= fingerprint;
    }

    /** Returns the classes in which the sets differ. */
    BitSet differing() {
        var differing = new BitSet(sums.length);
        for (var next = 0; next < sums.length; next++) {
            differing.set(next, sums[next] != 0);
        }
        return differing;
    }

    static int classOf(long fingerprint) {
        return (int) (fingerprint >>> (Long.SIZE - BITS));
    }
}
