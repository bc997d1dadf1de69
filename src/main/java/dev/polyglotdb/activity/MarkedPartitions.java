package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeStateListenerBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Remembers for a while which partitions are marked in the index of their timelines. Without it, each event would mark
 * its partition again, which would double the writes. All marks are forgotten when a node goes down or comes up: a node
 * that syncs its commit log only periodically may have lost its last acknowledged writes. They are forgotten with the
 * tables, too ({@link DroppedTables}).
 */
@Component
class MarkedPartitions extends NodeStateListenerBase {

    private static final long LIFE = Duration.ofMinutes(1).toNanos();
    private static final int MAX_SIZE = 50_000;

    private record Generation(Set<TimelinePartition<?>> partitions, long born) {

        static Generation begin() {
            return new Generation(ConcurrentHashMap.newKeySet(), System.nanoTime());
        }

        boolean isOver() {
            return partitions.size() >= MAX_SIZE || System.nanoTime() - born >= LIFE;
        }
    }

    private volatile Generation generation = Generation.begin();

    /**
     * Returns the partitions that are known to be marked. Callers add the partitions that they have marked to the
     * returned set once those writes are acknowledged. If all marks are forgotten in between, the returned set is
     * discarded with everything that is added to it.
     */
    Set<TimelinePartition<?>> known() {
        var current = generation;
        if (current.isOver()) {
            current = Generation.begin();
            generation = current;
        }
        return current.partitions();
    }

    void forget() {
        generation = Generation.begin();
    }

    @Override
    public void onUp(Node node) {
        forget();
    }

    @Override
    public void onDown(Node node) {
        forget();
    }
}
