package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases what a user reported. The user's own timeline tells which products' timelines have entries of it, so a page of
 * events at a time those go first, then the events; then goes the partition as a whole. What is left to do is what is
 * still there: the work can stop anywhere.
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

    /** The number of days whose partitions are deleted at once. */
    private static final int DAYS = 32;

    private final TimelineTables tables;
    private final MarkErasure markErasure;
    private final StatementRunner runner;
    private final Clock clock;
    private final ActivityProperties activityProperties;
    private final Duration timeout;
    private volatile @Nullable ErasureStatements erasureStatements;

    ActivityErasure(
            TimelineTables tables,
            MarkErasure markErasure,
            StatementRunner runner,
            Clock clock,
            ActivityProperties activityProperties,
            StoreTimeouts timeouts) {
        this.tables = tables;
        this.markErasure = markErasure;
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
     * @param time after about this time, the rest is left to another call; each call erases at least a page of events,
     *     or a mark that has no more
     * @return whether everything is erased
     */
    public boolean erase(long userId, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var writtenAt = ErasureStatements.afterAnyWrite(clock.instant());
        var call = new ErasureCall(runner, statements(), userId, writtenAt, end, timeout);
        for (var marks = marks(call); !marks.isEmpty(); marks = marks(call)) {
            var erased = eraseNewest(call, marks);
            if (erased > 0) {
                call.run(call.erasureStatements().deleteMarksDownTo(userId, marks.get(erased - 1), writtenAt));
            }
            if (call.isOver()) {
                return false;
            }
        }
        eraseUnmarked(call);
        return true;
    }

    private static List<TimeBucketIndex.Mark> marks(ErasureCall call) {
        var answer =
                call.run(call.erasureStatements().marks(call.userId(), MARKS)).currentPage();
        return StreamSupport.stream(answer.spliterator(), false)
                .map(TimeBucketIndex.Mark::of)
                .toList();
    }

    /** Returns the number of marks of which everything is erased. */
    private int eraseNewest(ErasureCall call, List<TimeBucketIndex.Mark> marks) {
        var erased = 0;
        do {
            if (!markErasure.erase(call, marks.get(erased))) {
                return erased;
            }
            erased++;
        } while (erased < marks.size() && !call.isOver());
        return erased;
    }

    /** Erases what an instance may have written to the partition of a day without marking it, before it failed. */
    private void eraseUnmarked(ErasureCall call) {
        var statements = call.erasureStatements();
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        var oldest = tomorrow.minusDays(activityProperties.retention().toDays() + 3);
        var days = oldest.datesUntil(tomorrow.plusDays(1)).toList();
        for (var from = 0; from < days.size(); from += DAYS) {
            var some = days.subList(from, Math.min(days.size(), from + DAYS));
            call.run(statements.events().deleteDays(call.userId(), some, call.writtenAt()));
        }
        call.run(statements.deleteMarks(call.userId(), call.writtenAt()));
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
