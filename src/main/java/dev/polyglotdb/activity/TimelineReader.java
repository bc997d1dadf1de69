package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.web.FreeForm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads one slice of one timeline: first which days and shards have any events, then from those, newest first, side by side. It
 * begins with few partitions and doubles, so that a busy timeline costs the read of its first day and a sparse one few round trips.
 */
final class TimelineReader<K> {

    /** How many rows a request may look at for those of one type; what is beyond is for the next page. */
    static final int MAX_SCANNED = 2_000;

    /** How many rows of each partition to look at in a round when most may be of another type. */
    private static final int SCAN = 200;

    private static final int FIRST_PARTITIONS = 4;
    private static final int MAX_PARTITIONS = 16;

    private record Day(LocalDate date, Set<Byte> shards) {}

    private record Entry(Position position, Row row) {

        static Entry of(Row row) {
            return new Entry(
                    new Position(
                            Objects.requireNonNull(row.getInstant("occurred_at")),
                            Objects.requireNonNull(row.getUuid("event_id")),
                            row.getLong("user_id")),
                    row);
        }

        Instant time() {
            return position.occurredAt();
        }

        String type() {
            return Objects.requireNonNull(row.getString("type"));
        }

        ActivityEvent toEvent() {
            return new ActivityEvent(
                    position.eventId(),
                    position.userId(),
                    type(),
                    row.getString("product_id"),
                    FreeForm.parse(Objects.requireNonNull(row.getString("data"))),
                    time());
        }
    }

    private final StatementRunner runner;
    private final CqlSession session;
    private final TimelineStatements<K> statements;
    private final K owner;
    private final TimelineQuery query;
    private final Deadline deadline;

    private final List<Entry> found = new ArrayList<>();
    private Position position;
    private int scanned;

    TimelineReader(
            StatementRunner runner,
            CqlSession session,
            TimelineStatements<K> statements,
            K owner,
            TimelineQuery query,
            Deadline deadline) {
        this.runner = runner;
        this.session = session;
        this.statements = statements;
        this.owner = owner;
        this.query = query;
        this.deadline = deadline;
        this.position = query.start();
    }

    TimelineSlice read() {
        var days = query.isEmpty() ? new ArrayDeque<Day>() : days();
        var partitions = FIRST_PARTITIONS;
        while (!days.isEmpty() && !isFull()) {
            readSome(days, partitions);
            partitions = Math.min(2 * partitions, MAX_PARTITIONS);
        }
        var limit = query.limit();
        if (found.size() > limit) {
            return new TimelineSlice(events(limit), found.get(limit - 1).position());
        }
        return new TimelineSlice(events(limit), days.isEmpty() ? null : position);
    }

    private boolean isFull() {
        return found.size() > query.limit() || scanned >= MAX_SCANNED;
    }

    private List<ActivityEvent> events(int limit) {
        return found.stream().limit(limit).map(Entry::toEvent).toList();
    }

    private Deque<Day> days() {
        var days = new ArrayDeque<Day>();
        for (var row : run(List.of(statements.days(owner, query.oldestDay(), query.newestDay())))
                .get(0)
                .currentPage()) {
            days.add(new Day(
                    Objects.requireNonNull(row.getLocalDate("day")),
                    Objects.requireNonNull(row.getSet("shards", Byte.class))));
        }
        return days;
    }

    /** Reads from the first days and takes out those that are read to their end. */
    private void readSome(Deque<Day> days, int maxPartitions) {
        var rows = query.type() == null ? query.limit() + 1 - found.size() : SCAN;
        var requests = new ArrayList<BoundStatement>();
        var chosen = new ArrayList<Day>();
        for (var day : days) {
            if (!chosen.isEmpty() && requests.size() + day.shards().size() > maxPartitions) {
                break;
            }
            chosen.add(day);
            day.shards()
                    .forEach(shard -> requests.add(
                            statements.rows(owner, new Bucket(day.date(), shard), position, query.oldest(), rows)));
        }
        var answers = run(requests).iterator();
        for (var day : chosen) {
            if (!take(answers, day.shards().size(), rows)) {
                return; // what was read of older days comes after the rest of this one
            }
            days.remove();
        }
    }

    /**
     * Merges what came of a day's shards, as far as it is whole: a shard that gave as many rows as it was asked for may have more
     * that come before the others'. Events of the same time are of the same shard, in which they are in order.
     *
     * @return whether the day is read to its end
     */
    private boolean take(Iterator<AsyncResultSet> answers, int shards, int rows) {
        var entries = new ArrayList<Entry>();
        var whole = Instant.MIN;
        for (var shard = 0; shard < shards; shard++) {
            var before = entries.size();
            answers.next().currentPage().forEach(row -> entries.add(Entry.of(row)));
            if (entries.size() - before == rows) {
                var last = entries.get(entries.size() - 1).time();
                whole = last.isAfter(whole) ? last : whole;
            }
        }
        entries.sort(Comparator.comparing(Entry::time).reversed());
        for (var entry : entries) {
            if (entry.time().isBefore(whole) || isFull()) {
                return false;
            }
            scanned++;
            position = entry.position();
            if (query.wants(entry.type())) {
                found.add(entry);
            }
        }
        return whole.equals(Instant.MIN);
    }

    private List<AsyncResultSet> run(List<BoundStatement> requests) {
        return runner.run(session, requests, deadline);
    }
}
