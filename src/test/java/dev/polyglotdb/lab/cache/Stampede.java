package dev.polyglotdb.lab.cache;

import dev.polyglotdb.testing.Parallel;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A product that everybody asks for, whose copy has just gone. */
final class Stampede {

    static final int CLIENTS = 64;

    private Stampede() {}

    /** Has all clients ask at the same moment. Returns how many queries reached the database. */
    static long queries(CacheSide side, String id, LongSupplier queries) {
        side.read(0, id);
        side.evict(List.of(id));
        var before = queries.getAsLong();
        var start = new CyclicBarrier(CLIENTS);
        Parallel.each(CLIENTS, client -> {
            await(start);
            return side.read(client, id);
        });
        return queries.getAsLong() - before;
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
