package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The statements that write some events to their timelines. */
final class TimelineWrite {

    /** How many rows of one partition are written as one mutation. */
    private static final int ROWS_A_MUTATION = 50;

    private record DayOf<K>(K owner, LocalDate day) {}

    private final Instant now;
    private final Duration retention;
    private final Set<TimelinePartition<?>> known;
    private final List<Statement<?>> statements = new ArrayList<>();
    private final Set<TimelinePartition<?>> marked = new HashSet<>();

    /** @param known partitions that need no mark */
    TimelineWrite(Instant now, Duration retention, Set<TimelinePartition<?>> known) {
        this.now = now;
        this.retention = retention;
        this.known = known;
    }

    /** To be run in any order. */
    List<Statement<?>> statements() {
        return statements;
    }

    /** The partitions that have a mark once all statements are acknowledged. */
    Set<TimelinePartition<?>> marked() {
        return marked;
    }

    /** Leaves out what the retention has ended for. */
    <K> void add(TimelineStatements<K> timeline, List<ActivityEvent> events) {
        var rows = new LinkedHashMap<TimelinePartition<K>, List<BoundStatement>>();
        for (var event : events) {
            var ttl = secondsLeft(event.occurredAt());
            if (ttl > 0) {
                var partition = timeline.partitionOf(event);
                rows.computeIfAbsent(partition, key -> new ArrayList<>())
                        .add(timeline.insert(event, partition.bucket(), ttl));
            }
        }
        rows.values().forEach(this::addRows);
        addMarks(timeline, rows.keySet());
    }

    /** Rows of one partition are one mutation on its replicas, unlike a batch over several partitions. */
    private void addRows(List<BoundStatement> rows) {
        for (var from = 0; from < rows.size(); from += ROWS_A_MUTATION) {
            var some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_MUTATION));
            statements.add(
                    some.size() == 1
                            ? some.get(0)
                            : BatchStatement.newInstance(DefaultBatchType.UNLOGGED)
                                    .addAll(some)
                                    .setIdempotent(true));
        }
    }

    private <K> void addMarks(TimelineStatements<K> timeline, Set<TimelinePartition<K>> partitions) {
        Map<DayOf<K>, Set<Byte>> days = new HashMap<>();
        for (var partition : partitions) {
            if (!known.contains(partition)) {
                marked.add(partition);
                days.computeIfAbsent(
                                new DayOf<>(
                                        partition.owner(), partition.bucket().day()),
                                day -> new TreeSet<>())
                        .add(partition.bucket().shard());
            }
        }
        days.forEach((of, shards) -> addMark(timeline, of, shards));
    }

    /** A day's mark lives as long as an event at its very end, so that whichever event is written last, it outlives them all. */
    private <K> void addMark(TimelineStatements<K> timeline, DayOf<K> of, Set<Byte> shards) {
        var start = of.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        var ttl = secondsLeft(start.plus(Duration.ofDays(1)));
        statements.add(timeline.mark(of.owner(), of.day(), shards, start, ttl));
    }

    private int secondsLeft(Instant occurredAt) {
        var left = Duration.between(now, occurredAt.plus(retention));
        return Math.toIntExact(left.plusMillis(999).toSeconds());
    }
}
