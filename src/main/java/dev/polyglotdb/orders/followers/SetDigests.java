package dev.polyglotdb.orders.followers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/**
 * Tells two sets apart by digests, in constant memory: a sum of fingerprints for each of some classes. Members that are
 * met several times can't be summed. Each has one of 16 bits of its class instead, which tells whether the other set
 * lacks it, unless that has another member with the same bit. Few members should be of this kind.
 */
final class SetDigests {

    private static final int BITS = 10;
    private static final int FINE_BITS = BITS + 4;

    private final long[] sums = new long[1 << BITS];
    private final BitSet repeatedOfOne = new BitSet();
    private final BitSet repeatedOfOther = new BitSet();

    SetDigests() {}

    /** @param saved what {@link #saved} returned; in an earlier version it has only sums */
    SetDigests(String saved) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(saved));
        bytes.asLongBuffer().get(sums);
        bytes.position(sums.length * Long.BYTES);
        if (bytes.hasRemaining()) {
            var half = bytes.remaining() / 2;
            repeatedOfOne.or(BitSet.valueOf(bytes.slice(bytes.position(), half)));
            repeatedOfOther.or(BitSet.valueOf(bytes.slice(bytes.position() + half, half)));
        }
    }

    String saved() {
        var bytes = ByteBuffer.allocate(sums.length * Long.BYTES + 2 * (1 << FINE_BITS) / Byte.SIZE);
        bytes.asLongBuffer().put(sums);
        bytes.position(sums.length * Long.BYTES).put(bytes(repeatedOfOne)).put(bytes(repeatedOfOther));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static byte[] bytes(BitSet bits) {
        return Arrays.copyOf(bits.toByteArray(), (1 << FINE_BITS) / Byte.SIZE);
    }

    void addToOne(long fingerprint) {
        sums[classOf(fingerprint)] += fingerprint;
    }

    void addToOther(long fingerprint) {
        sums[classOf(fingerprint)] -= fingerprint;
    }

    /** Adds a member that may be there already. */
    void addRepeatedToOne(long fingerprint) {
        repeatedOfOne.set(first(FINE_BITS, fingerprint));
    }

    /** Adds a member that may be met several times in the one set. */
    void addRepeatedToOther(long fingerprint) {
        repeatedOfOther.set(first(FINE_BITS, fingerprint));
    }

    /** Returns the classes in which the sets differ, apart from repeated members that only the other set has. */
    BitSet differing() {
        var differing = new BitSet(sums.length);
        for (var next = 0; next < sums.length; next++) {
            differing.set(next, sums[next] != 0);
        }
        var lacking = (BitSet) repeatedOfOne.clone();
        lacking.andNot(repeatedOfOther);
        lacking.stream().forEach(bit -> differing.set(bit >>> (FINE_BITS - BITS)));
        return differing;
    }

    static int classOf(long fingerprint) {
        return first(BITS, fingerprint);
    }

    private static int first(int bits, long fingerprint) {
        return (int) (fingerprint >>> (Long.SIZE - bits));
    }
}
