package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * Reads with the consistency that requests need, so that it fails where they would: a node alone still answers for
 * itself when a quorum is lost. It reads another partition each time, and stays with one that fails until it can be
 * read, because a large cluster may have lost the quorum of some partitions only.
 */
@Component
class QuorumProbe {

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final ActivityProperties activityProperties;
    private final Duration timeout;

    private long absentUser = -1;

    QuorumProbe(
            TimelineTables tables,
            StatementRunner runner,
            ActivityProperties activityProperties,
            StoreTimeouts timeouts) {
        this.tables = tables;
        this.runner = runner;
        this.activityProperties = activityProperties;
        this.timeout = timeouts.allStores();
    }

    /**
     * Opens the tables first, so that they exist before the first request after Cassandra's return, even if it has lost
     * them. The read itself would miss only one of them.
     */
    synchronized void read() {
        var deadline = Deadline.in(timeout);
        tables.reopenIfDropped();
        var session = tables.open(deadline).session();
        try {
            runner.run(session, List.of(anyOf(absentUser)), deadline);
        } catch (RuntimeException failure) {
            tables.reopenIfMissing(failure);
            throw failure;
        }
        absentUser = ThreadLocalRandom.current().nextLong(Long.MIN_VALUE, 0);
    }

    private SimpleStatement anyOf(long userId) {
        return SimpleStatement.newInstance(
                        "SELECT day FROM " + activityProperties.keyspace()
                                + ".activity_slices_by_user WHERE user_id = ? LIMIT 1",
                        userId)
                .setIdempotent(true);
    }
}
