package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeStateListenerBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Remembers for a while which partitions are noted among the days of their timelines, so that not every event has to note its
 * own again; that would double the writes. All is forgotten when a node goes or comes: what it had acknowledged last may be gone
 * with it, if it syncs its commit log only now and then.
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
     * Those that are noted. Who notes others adds them when that is acknowledged, and to the set taken before: should all be
     * forgotten in between, this set is forgotten with what is added to it.
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
