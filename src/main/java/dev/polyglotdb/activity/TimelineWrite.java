package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Collects the statements that write events to their timelines. */
final class TimelineWrite {

    /** The maximum number of rows in one mutation. */
    private static final int ROWS_A_MUTATION = 50;

    private final RemainingTtl lifetime;
    private final PartitionSizes partitionSizes;
    private final Set<TimelinePartition<?>> known;
    private final List<Statement<?>> earlyMarks = new ArrayList<>();
    private final List<Statement<?>> statements = new ArrayList<>();
    private final Set<TimelinePartition<?>> marked = new HashSet<>();

    /** @param known partitions that are already marked */
    TimelineWrite(RemainingTtl lifetime, PartitionSizes partitionSizes, Set<TimelinePartition<?>> known) {
        this.lifetime = lifetime;
        this.partitionSizes = partitionSizes;
        this.known = known;
    }

    /**
     * Returns the marks of minutes and their parts, which must be acknowledged before any other statement is sent. An
     * erasure looks in a minute only if it is marked. In days it looks anyway, so their marks need no wait.
     */
    List<Statement<?>> earlyMarks() {
        return earlyMarks;
    }

    /** Returns all other statements. They may run in any order. */
    List<Statement<?>> statements() {
        return statements;
    }

    /** Returns the partitions that are marked once all statements are acknowledged. */
    Set<TimelinePartition<?>> marked() {
        return marked;
    }

    /** Adds the events to the timeline, except those whose retention is over. */
    <K> void add(TimelineStatements<K> timeline, List<ActivityEvent> events) {
        var rows = new LinkedHashMap<TimelinePartition<K>, List<BoundStatement>>();
        for (var event : events) {
            var ttl = lifetime.ofEvent(event.occurredAt());
            if (ttl > 0) {
                var partition = partitionSizes.choose(timeline.ownerOf(event), event);
                rows.computeIfAbsent(partition, key -> new ArrayList<>())
                        .add(timeline.insert(event, partition.bucket(), ttl));
            }
        }
        rows.forEach((partition, inserts) -> {
            addRows(inserts);
            addMark(timeline, partition.marked());
        });
    }

    /** Batches rows of one partition. Its replicas apply them as one mutation, unlike a batch across partitions. */
    private void addRows(List<BoundStatement> rows) {
        for (var from = 0; from < rows.size(); from += ROWS_A_MUTATION) {
            var batch = rows.subList(from, Math.min(rows.size(), from + ROWS_A_MUTATION));
            statements.add(
                    batch.size() == 1
                            ? batch.get(0)
                            : BatchStatement.newInstance(DefaultBatchType.UNLOGGED, List.copyOf(batch))
                                    .setIdempotent(true));
        }
    }

    private <K> void addMark(TimelineStatements<K> timeline, TimelinePartition<K> partition) {
        if (!known.contains(partition) && marked.add(partition)) {
            (partition.bucket().isDay() ? statements : earlyMarks)
                    .add(timeline.mark(
                            partition, lifetime.ofDay(partition.bucket().day())));
        }
    }
}
