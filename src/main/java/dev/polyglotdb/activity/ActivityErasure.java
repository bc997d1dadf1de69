package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.UsesStore;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases what a user reported. The user's own timeline tells which products' timelines have entries of it, so those go
 * first; then goes the partition as a whole. What is left to do is what is still there: the work can stop anywhere.
 */
@Component
@UsesStore(Store.CASSANDRA)
public class ActivityErasure {

    /** The number of marks that are read at once. */
    private static final int MARKS = 50;

    /** The number of events that are read, and whose entries are deleted, at once. */
    private static final int EVENTS = 200;

    private final TimelineTables tables;
    private final ReservedEventTimelines eventTimelines;
    private final StatementRunner runner;
    private final Clock clock;
    private final ActivityProperties activityProperties;
    private final Duration timeout;
    private volatile @Nullable ErasureStatements erasureStatements;

    ActivityErasure(
            TimelineTables tables,
            ReservedEventTimelines eventTimelines,
            StatementRunner runner,
            Clock clock,
            ActivityProperties activityProperties,
            StoreTimeouts timeouts) {
        this.tables = tables;
        this.eventTimelines = eventTimelines;
        this.runner = runner;
        this.clock = clock;
        this.activityProperties = activityProperties;
        this.timeout = timeouts.allStores();
    }

    /**
     * Erases the timeline of a user and the entries in products' timelines. Call it when no request of the user can
     * run any more: what comes later has no effect, so nobody would find its entries.
     *
     * @param time after about this time, the rest is left to another call
     * @return whether everything is erased
     */
    public boolean erase(long userId, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var statements = statements();
        var writtenAt = ErasureStatements.afterAnyWrite(clock.instant());
        for (var marks = marks(statements, userId); !marks.isEmpty(); marks = marks(statements, userId)) {
            for (var mark : marks) {
                if (System.nanoTime() > end) {
                    return false;
                }
                for (var bucket : mark.buckets()) {
                    eraseBucket(statements, userId, bucket, writtenAt);
                }
                run(statements, List.of(statements.deleteMark(userId, mark, writtenAt)));
            }
        }
        eraseUnmarked(statements, userId, writtenAt);
        return true;
    }

    private List<TimeBucketIndex.Mark> marks(ErasureStatements statements, long userId) {
        var answer =
                run(statements, List.of(statements.marks(userId, MARKS))).get(0).currentPage();
        return StreamSupport.stream(answer.spliterator(), false)
                .map(TimeBucketIndex.Mark::of)
                .toList();
    }

    private void eraseBucket(ErasureStatements statements, long userId, TimeBucket bucket, long writtenAt) {
        @Nullable ByteBuffer page = null;
        do {
            var answer = run(statements, List.of(statements.events(userId, bucket, EVENTS, page)))
                    .get(0);
            var entries = new ArrayList<StoredEntry>();
            for (var row : answer.currentPage()) {
                var event = TimelineRow.of(row).toEvent();
                if (event.productId() != null) {
                    entries.add(new StoredEntry(new TimelineEntry(event, event.productId()), 0, writtenAt));
                }
            }
            eventTimelines.deleteFound(entries);
            page = answer.getExecutionInfo().getPagingState();
        } while (page != null);
        run(statements, List.of(statements.deletePartition(userId, bucket, writtenAt)));
    }

    /**
     * Erases what has no mark, because it is late or was written only by half. It can be in any of the partitions where
     * events and claims of a user are.
     */
    private void eraseUnmarked(ErasureStatements statements, long userId, long writtenAt) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var days = activityProperties.retention().toDays() + 2;
        for (var ago = -1; ago <= days; ago++) {
            var day = today.minusDays(ago);
            var requests = new ArrayList<BoundStatement>();
            requests.add(statements.deletePartition(userId, TimeBucket.ofDay(day), writtenAt));
            IntStream.range(0, EventClaimPartition.PARTS)
                    .mapToObj(part -> statements.deleteClaims(userId, day, part, writtenAt))
                    .forEach(requests::add);
            run(statements, requests);
        }
        run(statements, List.of(statements.deleteMarks(userId, writtenAt)));
    }

    private List<AsyncResultSet> run(ErasureStatements statements, List<BoundStatement> requests) {
        return runner.run(statements.session(), requests, Deadline.in(timeout));
    }

    private ErasureStatements statements() {
        var open = tables.open(Deadline.in(timeout));
        var known = erasureStatements;
        if (known == null || known.session() != open.session()) {
            known = new ErasureStatements(open.session(), activityProperties.keyspace());
            erasureStatements = known;
        }
        return known;
    }
}
