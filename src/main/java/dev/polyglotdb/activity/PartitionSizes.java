package dev.polyglotdb.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Estimates how much this process has written to each partition, so that it continues in a finer one before the
 * partition grows too large. This needs no coordination: each process writes at most its share to a partition, and
 * readers look in every partition that is marked. Only the busiest partitions are remembered.
 */
@Component
class PartitionSizes {

    private static final int MAX_REMEMBERED = 100_000;

    /** What Cassandra stores for a row besides its text: the key, the write time, the expiry time and lengths. */
    private static final int ROW_OVERHEAD = 80;

    private final long share;
    private final Cache<TimelinePartition<?>, AtomicLong> sizes =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    PartitionSizes(ActivityProperties activityProperties) {
        this.share = activityProperties.partitionShare().toBytes();
    }

    /** Chooses the partition for an event: the coarsest one that has room. */
    <K> TimelinePartition<K> choose(K owner, ActivityEvent event) {
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
