package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Reads and writes timelines in Cassandra. */
@Repository
@UsesStore(Store.CASSANDRA)
class Timelines {

    /** Runs statements with those of clients, or of the application. */
    private interface Turn {
        void run(CqlSession session, List<Statement<?>> statements, Deadline deadline);
    }

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final EventClaims eventClaims;
    private final MarkedPartitions markedPartitions;
    private final PartitionSizes partitionSizes;
    private final Clock clock;
    private final Duration retention;

    /** The time for all statements of a call together. */
    private final Duration timeout;

    Timelines(
            TimelineTables tables,
            StatementRunner runner,
            EventClaims eventClaims,
            MarkedPartitions markedPartitions,
            PartitionSizes partitionSizes,
            Clock clock,
            ActivityProperties activityProperties,
            StoreTimeouts timeouts) {
        this.tables = tables;
        this.runner = runner;
        this.eventClaims = eventClaims;
        this.markedPartitions = markedPartitions;
        this.partitionSizes = partitionSizes;
        this.clock = clock;
        this.retention = activityProperties.retention();
        this.timeout = timeouts.allStores();
    }

    /**
     * Writes events of a client who waits, and returns when all are acknowledged.
     *
     * @param fresh events whose ids are new
     * @param named events whose ids the client chose. If there is an event under such an id and time, that one is
     *     written again instead
     */
    void record(List<ActivityEvent> fresh, List<ActivityEvent> named) {
        var deadline = Deadline.in(timeout);
        var events = new ArrayList<>(fresh);
        if (!named.isEmpty()) {
            var lifetime = new RemainingTtl(clock.instant(), retention);
            eventClaims.firstOf(named, tables.open(deadline), lifetime, deadline).stream()
                    .filter(event -> !event.isReserved())
                    .forEach(events::add);
        }
        write(
                deadline,
                events,
                events.stream().filter(event -> event.productId() != null).toList(),
                runner::runForClient);
    }

    /**
     * Writes events for which no client waits, and returns when all are acknowledged. The call is idempotent.
     *
     * @param timeout the time for all writes together
     * @param byUser events to write to the timelines of their users
     * @param byProduct events to write to the timelines of their products; each has a product
     */
    void write(Duration timeout, List<ActivityEvent> byUser, List<ActivityEvent> byProduct) {
        write(Deadline.in(timeout), byUser, byProduct, runner::runForApplication);
    }

    /**
     * Writes to the users' timelines first. So whatever a product's timeline has of a user can be found in the user's
     * own, and an erasure finds it there.
     */
    private void write(Deadline deadline, List<ActivityEvent> byUser, List<ActivityEvent> byProduct, Turn turn) {
        var open = tables.open(deadline);
        write(open, open.ofUsers(), byUser, deadline, turn);
        write(open, open.ofProducts(), byProduct, deadline, turn);
    }

    private <K> void write(
            TimelineTables.Open open,
            TimelineStatements<K> timeline,
            List<ActivityEvent> events,
            Deadline deadline,
            Turn turn) {
        if (events.isEmpty()) {
            return;
        }
        var known = markedPartitions.known();
        var write = new TimelineWrite(new RemainingTtl(clock.instant(), retention), partitionSizes, known);
        write.add(timeline, events);
        if (!write.earlyMarks().isEmpty()) {
            turn.run(open.session(), write.earlyMarks(), deadline);
        }
        turn.run(open.session(), write.statements(), deadline);
        known.addAll(write.marked());
    }

    TimelinePage ofUser(long userId, TimelineQuery query) {
        var deadline = Deadline.in(timeout);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.ofUsers(), userId, query, deadline).read();
    }

    TimelinePage ofProduct(String productId, TimelineQuery query) {
        var deadline = Deadline.in(timeout);
        var open = tables.open(deadline);
        return new TimelineReader<>(runner, open.session(), open.ofProducts(), productId, query, deadline).read();
    }
}
