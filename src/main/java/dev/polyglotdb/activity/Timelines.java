package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Repository;

/** The timelines, in Cassandra. */
@Repository
@UsesStore(Store.CASSANDRA)
class Timelines {

    /** For everything that a call takes, so that its failure is known to the client within two seconds. */
    static final Duration TIMEOUT = Duration.ofMillis(1_800);

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final MarkedPartitions marks;
    private final PartitionSizes sizes;
    private final Clock clock;
    private final Duration retention;

    Timelines(
            TimelineTables tables,
            StatementRunner runner,
            MarkedPartitions marks,
            PartitionSizes sizes,
            Clock clock,
            ActivityProperties properties) {
        this.tables = tables;
        this.runner = runner;
        this.marks = marks;
        this.sizes = sizes;
        this.clock = clock;
        this.retention = properties.retention();
    }

    /**
     * Writes events, and returns when all are acknowledged. Repeating it changes nothing.
     *
     * @param timeout for all of it
     * @param byUser for the timelines of their users
     * @param byProduct for the timelines of their products; each has one
     */
    void write(Duration timeout, List<ActivityEvent> byUser, List<ActivityEvent> byProduct) {
        var deadline = Deadline.in(timeout);
        var open = tables.open(deadline);
        var known = marks.known();
        var write = new TimelineWrite(new RemainingTtl(clock.instant(), retention), sizes, known);
        write.add(open.users(), byUser);
        write.add(open.products(), byProduct);
        runner.runInTurn(open.session(), write.statements(), deadline);
        known.addAll(write.marked());
    }

    TimelinePage ofUser(long userId, TimelineQuery query) {
        var deadline = Deadline.in(TIMEOUT);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.users(), userId, query, deadline).read();
    }

    TimelinePage ofProduct(String productId, TimelineQuery query) {
        var deadline = Deadline.in(TIMEOUT);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.products(), productId, query, deadline).read();
    }
}
