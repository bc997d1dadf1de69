package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Reads and writes timelines in Cassandra. */
@Repository
@UsesStore(Store.CASSANDRA)
class Timelines {

    /** Applies to a call as a whole, so that a client learns of its failure within two seconds. */
    static final Duration TIMEOUT = Duration.ofMillis(1_800);

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final MarkedPartitions marks;
    private final PartitionSizes partitionSizes;
    private final Clock clock;
    private final Duration retention;

    Timelines(
            TimelineTables tables,
            StatementRunner runner,
            MarkedPartitions marks,
            PartitionSizes partitionSizes,
            Clock clock,
            ActivityProperties activityProperties) {
        this.tables = tables;
        this.runner = runner;
        this.marks = marks;
        this.partitionSizes = partitionSizes;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    /**
     * Writes events and returns when all are acknowledged. The call is idempotent.
     *
     * @param timeout the time for all writes together
     * @param byUser events to write to the timelines of their users
     * @param byProduct events to write to the timelines of their products; each has a product
     */
    void write(Duration timeout, List<ActivityEvent> byUser, List<ActivityEvent> byProduct) {
        var deadline = Deadline.in(timeout);
        var open = tables.open(deadline);
        var known = marks.known();
        var write = new TimelineWrite(new RemainingTtl(clock.instant(), retention), partitionSizes, known);
        write.add(open.ofUsers(), byUser);
        write.add(open.ofProducts(), byProduct);
        runner.runInTurn(open.session(), write.statements(), deadline);
        known.addAll(write.marked());
    }

    TimelinePage ofUser(long userId, TimelineQuery query) {
        var deadline = Deadline.in(TIMEOUT);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.ofUsers(), userId, query, deadline).read();
    }

    TimelinePage ofProduct(String productId, TimelineQuery query) {
        var deadline = Deadline.in(TIMEOUT);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.ofProducts(), productId, query, deadline).read();
    }
}
