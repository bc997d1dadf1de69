package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The end of the time that several questions to MongoDB may take together. */
final class Deadline {

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The collection, with what is left of the time for one question to it: both the server and the driver give up then. */
    <T> MongoCollection<T> bound(MongoCollection<T> collection) {
        // At least something, since nothing would mean no end.
        var left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime()));
        return collection.withTimeout(left, TimeUnit.MILLISECONDS);
    }
}
