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
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases what a user reported. The user's own timeline tells which products' timelines have entries of it, so those go
 * first; then goes the partition as a whole. What is left to do is what is still there: the work can stop anywhere.
 *
 * <p>It knows from the marks where to look. Minutes, their parts and the days of claims are marked before anything is
 * written to them. A day is marked while it is written to, so the partitions of all days go, marked or not. So an
 * account with few events takes few statements.
 */
@Component
@UsesStore(Store.CASSANDRA)
public class ActivityErasure {

    /** The number of marks that are read at once. */
    private static final int MARKS = 50;

    /** The number of events that are read, and whose entries are deleted, at once. */
    private static final int EVENTS = 200;

    /** The number of buckets of a minute that are erased at once. Cassandra reads them one after the other. */
    private static final int BUCKETS = 16;

    /** The number of days whose partitions are deleted at once. */
    private static final int DAYS = 32;

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
     * run any more. A write that is late nevertheless has no effect where something was erased and in the partition of
     * a day; but nobody would find its entries in products' timelines.
     *
     * @param time after about this time, the rest is left to another call; each call erases something
     * @return whether everything is erased
     */
    public boolean erase(long userId, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var statements = statements();
        var writtenAt = ErasureStatements.afterAnyWrite(clock.instant());
        for (var marks = marks(statements, userId); !marks.isEmpty(); marks = marks(statements, userId)) {
            for (var mark : marks) {
                erase(statements, userId, mark, writtenAt);
                if (System.nanoTime() > end) {
                    run(statements, statements.deleteMarksDownTo(userId, mark, writtenAt));
                    return false;
                }
            }
            run(statements, statements.deleteMarksDownTo(userId, marks.get(marks.size() - 1), writtenAt));
        }
        eraseUnmarked(statements, userId, writtenAt);
        return true;
    }

    private List<TimeBucketIndex.Mark> marks(ErasureStatements statements, long userId) {
        var answer = run(statements, statements.marks(userId, MARKS)).currentPage();
        return StreamSupport.stream(answer.spliterator(), false)
                .map(TimeBucketIndex.Mark::of)
                .toList();
    }

    private void erase(ErasureStatements statements, long userId, TimeBucketIndex.Mark mark, long writtenAt) {
        var buckets = List.copyOf(mark.buckets());
        for (var from = 0; from < buckets.size(); from += BUCKETS) {
            var some = buckets.subList(from, Math.min(buckets.size(), from + BUCKETS));
            eraseEntries(statements, userId, some, writtenAt);
            run(statements, statements.deletePartitions(userId, some, writtenAt));
        }
        if (mark.isDay()) {
            run(statements, statements.deleteClaims(userId, mark.day(), writtenAt));
        }
    }

    /** Erases the entries in products' timelines. */
    private void eraseEntries(ErasureStatements statements, long userId, List<TimeBucket> buckets, long writtenAt) {
        @Nullable ByteBuffer page = null;
        do {
            var answer = run(statements, statements.events(userId, buckets, EVENTS, page));
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
    }

    /** Erases what an instance may have written to the partition of a day without marking it, before it failed. */
    private void eraseUnmarked(ErasureStatements statements, long userId, long writtenAt) {
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        var oldest = tomorrow.minusDays(activityProperties.retention().toDays() + 3);
        var days = oldest.datesUntil(tomorrow.plusDays(1)).toList();
        for (var from = 0; from < days.size(); from += DAYS) {
            var some = days.subList(from, Math.min(days.size(), from + DAYS));
            run(statements, statements.deleteDays(userId, some, writtenAt));
        }
        run(statements, statements.deleteMarks(userId, writtenAt));
    }

    private AsyncResultSet run(ErasureStatements statements, BoundStatement request) {
        return runner.run(statements.session(), List.of(request), Deadline.in(timeout))
                .get(0);
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
