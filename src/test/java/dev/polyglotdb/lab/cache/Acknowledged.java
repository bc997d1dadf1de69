package dev.polyglotdb.lab.cache;

import java.util.ArrayList;
import java.util.List;

/** The versions of one product that were acknowledged, and when. Times are those of {@link System#nanoTime()}. */
final class Acknowledged {

    private final long first;
    private final List<Long> times = new ArrayList<>();
    private final Object writers = new Object();

    /** @param first the version with which it begins */
    Acknowledged(long first) {
        this.first = first;
    }

    /** Returns the monitor of who changes the product. Readers do not take it. */
    Object writers() {
        return writers;
    }

    /** @param version the one after the latest */
    synchronized void add(long version, long time) {
        if (version != latest() + 1) {
            throw new IllegalStateException("version %d after %d".formatted(version, latest()));
        }
        times.add(time);
    }

    synchronized long latest() {
        return first + times.size();
    }

    /** Returns when the version after this one was acknowledged. */
    synchronized long supersededAt(long version) {
        return times.get((int) (version - first));
    }
}
