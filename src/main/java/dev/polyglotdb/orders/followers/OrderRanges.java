package dev.polyglotdb.orders.followers;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Some of the ranges of order ids. The first has all lower ids as well, the last all higher ones. */
final class OrderRanges {

    /** The ids from one to another, both inclusive. */
    record Ids(long first, long last) {}

    private final long width;
    private final BitSet chosen;

    OrderRanges(long width, BitSet chosen) {
        this.width = width;
        this.chosen = chosen;
    }

    boolean isEmpty() {
        return chosen.isEmpty();
    }

    boolean contains(int range) {
        return chosen.get(range);
    }

    boolean containsOrder(long orderId) {
        return chosen.get(RangeDigests.rangeOf(orderId, width));
    }

    /** Returns the next ids that are in one of the ranges; null if there are none. */
    @Nullable
    Ids after(long orderId) {
        if (orderId == Long.MAX_VALUE) {
            return null;
        }
        var begin = RangeDigests.rangeOf(orderId + 1, width);
        var range = chosen.nextSetBit(begin);
        if (range < 0) {
            return null;
        }
        var first = range == begin ? orderId + 1 : range * width;
        return new Ids(first, range == RangeDigests.RANGES - 1 ? Long.MAX_VALUE : (range + 1) * width - 1);
    }
}
