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

/** The statements that write some events to their timelines. */
final class TimelineWrite {

    /** How many rows of one partition are written as one mutation. */
    private static final int ROWS_A_MUTATION = 50;

    private final RemainingTtl lifetime;
    private final PartitionSizes partitionSizes;
    private final Set<TimelinePartition<?>> known;
    private final List<Statement<?>> statements = new ArrayList<>();
    private final Set<TimelinePartition<?>> marked = new HashSet<>();

    /** @param known partitions that needn't be marked */
    TimelineWrite(RemainingTtl lifetime, PartitionSizes partitionSizes, Set<TimelinePartition<?>> known) {
        this.lifetime = lifetime;
        this.partitionSizes = partitionSizes;
        this.known = known;
    }

    /** To be run in any order. */
    List<Statement<?>> statements() {
        return statements;
    }

    /** The partitions that are marked once all statements are acknowledged. */
    Set<TimelinePartition<?>> marked() {
        return marked;
    }

    /** Leaves out what the retention has ended for. */
    <K> void add(TimelineStatements<K> timeline, List<ActivityEvent> events) {
        var rows = new LinkedHashMap<TimelinePartition<K>, List<BoundStatement>>();
        for (var event : events) {
            var ttl = lifetime.ofEvent(event.occurredAt());
            if (ttl > 0) {
                var partition = partitionSizes.place(timeline.ownerOf(event), event);
                rows.computeIfAbsent(partition, key -> new ArrayList<>())
                        .add(timeline.insert(event, partition.bucket(), ttl));
            }
        }
        rows.forEach((partition, some) -> {
            addRows(some);
            addMark(timeline, partition.marked());
        });
    }

    /** Rows of one partition are one mutation on its replicas, unlike a batch over several partitions. */
    private void addRows(List<BoundStatement> rows) {
        for (var from = 0; from < rows.size(); from += ROWS_A_MUTATION) {
            var some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_MUTATION));
            statements.add(
                    some.size() == 1
                            ? some.get(0)
                            : BatchStatement.newInstance(DefaultBatchType.UNLOGGED, List.copyOf(some))
                                    .setIdempotent(true));
        }
    }

    private <K> void addMark(TimelineStatements<K> timeline, TimelinePartition<K> partition) {
        if (!known.contains(partition) && marked.add(partition)) {
            statements.add(
                    timeline.mark(partition, lifetime.ofDay(partition.bucket().day())));
        }
    }
}
