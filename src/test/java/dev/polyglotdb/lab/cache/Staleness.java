package dev.polyglotdb.lab.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Reads that told a version although a newer one had been acknowledged before they began. */
final class Staleness {

    private record Value(String id, long version) {}

    private final Set<Value> values = new HashSet<>();
    private long reads;
    private long oldest;

    /** @param nanos how long before the read the version had been superseded */
    void add(String id, long version, long nanos) {
        values.add(new Value(id, version));
        reads++;
        oldest = Math.max(oldest, nanos);
    }

    static Staleness of(Collection<Staleness> parts) {
        var all = new Staleness();
        for (var part : parts) {
            all.values.addAll(part.values);
            all.reads += part.reads;
            all.oldest = Math.max(all.oldest, part.oldest);
        }
        return all;
    }

    long reads() {
        return reads;
    }

    /** Returns how many different versions were told too late. */
    int values() {
        return values.size();
    }

    double oldestMillis() {
        return oldest / 1e6;
    }
}
