package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of one timeline. It first finds out which partitions have events, then reads these concurrently,
 * newest first. It begins with few partitions and doubles their number, so that a busy timeline costs the read of its
 * first day and a sparse one costs few round trips.
 *
 * <p>If only one type is wanted, it scans the partitions without the data, and then reads what it found.
 */
final class TimelineReader<K> {

    /** How many rows a request may examine when it filters by type. Rows beyond that are left to the next page. */
    static final int MAX_SCANNED = 2_000;

    /**
     * How many partitions a page may read before its last round. A minute has 128, however few events they hold.
     * Partitions beyond that are left to the next page.
     */
    static final int MAX_READ = 500;

    /** How many rows to read from each partition in a round when most may have another type. */
    private static final int SCAN = 200;

    private static final int FIRST_PARTITIONS = 4;
    private static final int MAX_PARTITIONS = 16;

    private final StatementRunner runner;
    private final CqlSession session;
    private final TimelineRowStatements<K> rowStatements;
    private final K owner;
    private final TimelineQuery query;
    private final Deadline deadline;
    private final TimeBucketIndex<K> index;

    private final List<TimelineRow> found = new ArrayList<>();
    private TimelinePosition position;
    private int scanned;
    private int partitionsRead;

    TimelineReader(
            StatementRunner runner,
            CqlSession session,
            TimelineStatements<K> timelineStatements,
            K owner,
            TimelineQuery query,
            Deadline deadline) {
        this.runner = runner;
        this.session = session;
        this.rowStatements = timelineStatements.rowStatements();
        this.owner = owner;
        this.query = query;
        this.deadline = deadline;
        this.position = query.start();
        this.index = new TimeBucketIndex<>(
                timelineStatements,
                owner,
                query,
                request ->
                        runner.run(session, List.of(request), deadline).get(0).currentPage());
    }

    TimelinePage read() {
        var partitions = FIRST_PARTITIONS;
        while (!isFull() && partitionsRead < MAX_READ && index.peek() != null) {
            readSome(partitions);
            partitions = Math.min(2 * partitions, MAX_PARTITIONS);
        }
        var limit = query.limit();
        if (found.size() > limit) {
            return new TimelinePage(events(limit), found.get(limit - 1).position());
        }
        return new TimelinePage(events(limit), index.peek() == null ? null : position);
    }

    private boolean isFull() {
        return found.size() > query.limit() || scanned >= MAX_SCANNED;
    }

    private List<ActivityEvent> events(int limit) {
        var page = found.stream().limit(limit).toList();
        return query.type() == null
                ? page.stream().map(TimelineRow::toEvent).toList()
                : new FoundEvents<>(runner, session, rowStatements, owner, query, deadline).read(page);
    }

    /** Reads the next stretches. Those that are not read completely stay in the index. */
    private void readSome(int maxPartitions) {
        var stretches = stretches(maxPartitions);
        var requests = new ArrayList<BoundStatement>();
        for (var stretch : stretches) {
            for (var bucket : stretch.buckets()) {
                requests.add(request(bucket));
            }
        }
        partitionsRead += requests.size();
        var answers = runner.run(session, requests, deadline).iterator();
        for (var next = 0; next < stretches.size(); next++) {
            if (!take(stretches.get(next), answers)) {
                for (var unread = stretches.size() - 1; unread >= next; unread--) {
                    index.putBack(stretches.get(unread).marks(), position.occurredAt());
                }
                return;
            }
            // Also where no event was found, so that a page that ends here has a cursor that leads on.
            position = TimelinePosition.before(stretches.get(next).start());
        }
    }

    private BoundStatement request(TimeBucket bucket) {
        return query.type() == null
                ? rowStatements.page(owner, bucket, position, query.oldest(), rowsOf(bucket))
                : rowStatements.scan(owner, bucket, position, query.oldest(), rowsOf(bucket));
    }

    /**
     * Returns how many rows to read. The parts of a minute share its events evenly, so few rows of each make a page.
     */
    private int rowsOf(TimeBucket bucket) {
        var rows = query.type() == null ? query.limit() + 1 : SCAN;
        return bucket.isPart() ? 4 + 3 * rows / TimeBucket.PARTS : rows;
    }

    private List<TimeBucketIndex.Stretch> stretches(int maxPartitions) {
        var stretches = new ArrayList<TimeBucketIndex.Stretch>();
        var room = maxPartitions;
        var goesOn = true;
        while (goesOn && room > 0 && index.peek() != null) {
            var stretch = index.nextStretch(room, stretches.isEmpty());
            if (!stretch.marks().isEmpty()) {
                stretches.add(stretch);
            }
            room -= stretch.buckets().size();
            goesOn = stretch.whole();
        }
        return stretches;
    }

    /**
     * Merges the rows that the partitions of a day returned, as far as the result is complete. A partition that
     * returned as many rows as requested may have more, which then come before the remaining rows of the others.
     *
     * @return whether the stretch was read completely
     */
    private boolean take(TimeBucketIndex.Stretch stretch, Iterator<AsyncResultSet> answers) {
        var rows = new ArrayList<TimelineRow>();
        @Nullable TimelinePosition complete = null;
        for (var bucket : stretch.buckets()) {
            var before = rows.size();
            answers.next().currentPage().forEach(row -> rows.add(TimelineRow.of(row)));
            if (rows.size() - before == rowsOf(bucket)) {
                var last = rows.get(rows.size() - 1).position();
                complete = complete == null || last.compareTo(complete) < 0 ? last : complete;
            }
        }
        rows.sort(TimelineRow.ORDER);
        for (var row : rows) {
            if (isFull() || (complete != null && row.position().compareTo(complete) > 0)) {
                return false;
            }
            if (row.time().isBefore(stretch.start())) {
                return true;
            }
            take(row);
        }
        return complete == null;
    }

    private void take(TimelineRow row) {
        if (row.position().equals(position)) {
            return; // another partition holds the same event
        }
        scanned++;
        position = row.position();
        if (query.wants(row.type())) {
            found.add(row);
        }
    }
}
