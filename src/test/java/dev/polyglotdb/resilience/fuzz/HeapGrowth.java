package dev.polyglotdb.resilience.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * How the heap grows with each portion of requests. What leaks grows with every one. What is only loaded late, by a
 * schema's validator say, and what other tests hold at the time, grows with some.
 */
final class HeapGrowth {

    private static final int FEWEST = 2;
    private static final int MOST = 6;

    private final long bound;
    private final List<Long> growths = new ArrayList<>();
    private long heap;

    /**
     * @param heap before the first portion, in bytes
     * @param bound how much a portion may add
     */
    HeapGrowth(long heap, long bound) {
        this.heap = heap;
        this.bound = bound;
    }

    /** Adds what is in use after one more portion. */
    void add(long now) {
        growths.add(now - heap);
        heap = now;
    }

    /** Returns whether another portion is needed. */
    boolean isUndecided() {
        return growths.size() < FEWEST || growths.size() < MOST && !isBounded();
    }

    /** Returns whether a portion added less than the bound. */
    boolean isBounded() {
        return growths.stream().anyMatch(growth -> growth < bound);
    }

    @Override
    public String toString() {
        return "the heap grew by " + growths + " bytes to " + heap;
    }
}
