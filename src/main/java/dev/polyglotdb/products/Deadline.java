package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time that several questions to MongoDB, one after the other, may take together. It begins with the first of them. */
final class Deadline {

    private final Duration time;
    private @Nullable Long end;

    private Deadline(Duration time) {
        this.time = time;
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    /** The collection, with what is left of the time for one question to it: both the server and the driver give up then. */
    <T> MongoCollection<T> bound(MongoCollection<T> collection) {
        var now = System.nanoTime();
        var last = end == null ? now + time.toNanos() : end;
        end = last;
        // At least something, since nothing would mean no end.
        return collection.withTimeout(
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(last - now)), TimeUnit.MILLISECONDS);
    }
}
