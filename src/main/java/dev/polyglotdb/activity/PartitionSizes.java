package dev.polyglotdb.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * How much this process has written to each partition, so that it moves on to a finer one before the partition is too large.
 * Nothing has to be asked or agreed for that: a partition gets its share at most from each process, and readers look wherever
 * something was marked. Of many partitions the busiest are remembered.
 */
@Component
class PartitionSizes {

    private static final int MAX_REMEMBERED = 100_000;

    /** What Cassandra keeps of a row beside its text: key, time of writing and of expiry, lengths. */
    private static final int ROW_OVERHEAD = 80;

    private final long share;
    private final Cache<TimelinePartition<?>, AtomicLong> sizes =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    PartitionSizes(ActivityProperties activityProperties) {
        this.share = activityProperties.partitionShare().toBytes();
    }

    /** Where to write an event: the coarsest of its buckets that has room. */
    <K> TimelinePartition<K> place(K owner, ActivityEvent event) {
        var bytes = sizeOf(event);
        var day = new TimelinePartition<>(owner, TimeBucket.ofDay(event.occurredAt()));
        if (hasRoom(day, bytes)) {
            return day;
        }
        var minute = new TimelinePartition<>(owner, TimeBucket.ofMinute(event.occurredAt()));
        return hasRoom(minute, bytes)
                ? minute
                : new TimelinePartition<>(owner, TimeBucket.ofPart(event.occurredAt(), event.eventId()));
    }

    private boolean hasRoom(TimelinePartition<?> partition, long bytes) {
        var size = sizes.get(partition, unknown -> new AtomicLong());
        return size.get() < share && size.addAndGet(bytes) <= share;
    }

    private static long sizeOf(ActivityEvent event) {
        var product = event.productId();
        return ROW_OVERHEAD
                + event.type().length()
                + (product == null ? 0 : product.length())
                + event.data().bytes();
    }
}
