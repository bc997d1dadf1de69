package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Reads, writes and deletes single entries of timelines, in Cassandra, whatever their types. An entry may be stored in
 * several buckets but counts once.
 */
@Repository
@UsesStore(Store.CASSANDRA)
class TimelineEntryStore {

    private final TimelineEntryTables entryTables;
    private final PartitionSizes partitionSizes;
    private final Clock clock;
    private final Duration retention;

    TimelineEntryStore(
            TimelineEntryTables entryTables,
            PartitionSizes partitionSizes,
            Clock clock,
            ActivityProperties activityProperties) {
        this.entryTables = entryTables;
        this.partitionSizes = partitionSizes;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    List<TimelineEntry> lacking(List<TimelineEntry> entries) {
        var statements = entryTables.open();
        var requests = new ArrayList<BoundStatement>();
        for (var entry : entries) {
            requests.add(statements.of(entry).find(entry));
            requests.add(statements.of(entry).marks(entry));
        }
        var answers = entryTables.run(statements, requests).iterator();
        var lacking = new ArrayList<TimelineEntry>();
        for (var entry : entries) {
            var found = rows(answers.next());
            var marked = marked(answers.next());
            if (found.isEmpty() || !found.stream().allMatch(row -> isAsItShouldBe(row, entry, marked))) {
                lacking.add(entry);
            }
        }
        return lacking;
    }

    private static boolean isAsItShouldBe(Row row, TimelineEntry entry, Set<TimeBucket> marked) {
        var event = entry.event();
        return marked.contains(TimelineRow.bucket(row).marked())
                && event.type().equals(row.getString("type"))
                && Objects.equals(event.productId(), row.getString("product_id"))
                // Convert to text and parse again: a number that was parsed has a different type than a computed one.
                && FreeForm.parse(event.data().json()).equals(TimelineRow.data(row));
    }

    private static Set<TimeBucket> marked(AsyncResultSet marks) {
        return StreamSupport.stream(marks.currentPage().spliterator(), false)
                .flatMap(row -> TimeBucketIndex.Mark.of(row).buckets().stream())
                .map(TimeBucket::marked)
                .collect(Collectors.toSet());
    }

    private static List<Row> rows(AsyncResultSet answer) {
        return StreamSupport.stream(answer.currentPage().spliterator(), false).toList();
    }

    boolean exists(TimelineEntry entry) {
        return !find(List.of(entry)).get(0).isEmpty();
    }

    /** Returns for each entry the buckets where it is stored, the coarsest first. */
    List<List<TimeBucket>> find(List<TimelineEntry> entries) {
        return find(entries, null);
    }

    /** @param level null for the usual one */
    private List<List<TimeBucket>> find(List<TimelineEntry> entries, @Nullable ConsistencyLevel level) {
        var statements = entryTables.open();
        var requests = entries.stream()
                .map(entry -> statements.of(entry).find(entry).setConsistencyLevel(level))
                .toList();
        return entryTables.run(statements, requests).stream()
                .map(answer -> rows(answer).stream()
                        .map(TimelineRow::bucket)
                        .sorted(TimeBucket.COARSEST_FIRST)
                        .toList())
                .toList();
    }

    List<StoredPartition> partitions(List<TimelineEntry> entries) {
        var statements = entryTables.open();
        var answers = entryTables
                .run(
                        statements,
                        entries.stream()
                                .map(entry -> statements.of(entry).find(entry))
                                .toList())
                .iterator();
        var partitions = new LinkedHashMap<StoredPartition, StoredPartition>();
        for (var entry : entries) {
            for (var row : rows(answers.next())) {
                var empty = PartitionView.keyOf(row, entry.product() != null);
                partitions
                        .computeIfAbsent(empty, key -> new StoredPartition(key.table(), key.key(), new ArrayList<>()))
                        .rows()
                        .add(PartitionView.rowOf(row, entry.product() != null));
            }
        }
        return List.copyOf(partitions.values());
    }

    /**
     * Writes entries with the current time as their timestamp. An ordinary write has the time of its event and would
     * lose to a later deletion. Each entry is written to every bucket where it is stored.
     */
    void overwrite(List<TimelineEntry> entries) {
        var found = find(entries);
        var statements = entryTables.open();
        var now = clock.instant();
        var lifetime = new RemainingTtl(now, retention);
        var requests = new ArrayList<BoundStatement>();
        for (var next = 0; next < entries.size(); next++) {
            var entry = entries.get(next);
            var buckets = found.get(next).isEmpty() ? List.of(bucketFor(entry)) : found.get(next);
            buckets.forEach(bucket -> requests.addAll(statements.of(entry).overwrite(entry, bucket, lifetime, now)));
        }
        entryTables.run(statements, requests);
    }

    private TimeBucket bucketFor(TimelineEntry entry) {
        var event = entry.event();
        return entry.product() == null
                ? partitionSizes.choose(event.userId(), event).bucket()
                : partitionSizes.choose(entry.product(), event).bucket();
    }

    /** Deletes with the timestamp of the write that was read, so that a later write survives. */
    void delete(List<StoredEntry> entries) {
        var statements = entryTables.open();
        entryTables.run(
                statements,
                entries.stream()
                        .map(stored -> statements.of(stored.entry()).delete(stored))
                        .toList());
    }

    void deleteCopies(List<StoredCopy> copies) {
        var statements = entryTables.open();
        entryTables.run(
                statements,
                copies.stream()
                        .map(copy -> statements.of(copy.stored().entry()).delete(copy.stored(), copy.bucket()))
                        .toList());
    }

    /**
     * Deletes as {@link #delete} does, but only in the buckets where the entries are: what is deleted where it never
     * was costs readers as much as what was there. An entry that is nowhere is deleted wherever it can be, because a
     * write of it may still come.
     */
    void deleteFound(List<StoredEntry> entries) {
        delete(deleteWhereFound(entries));
    }

    /**
     * Deletes entries in the buckets where they are. Each data centre is asked for these: one may lack for a while what
     * another has.
     *
     * @return the entries that are nowhere
     */
    List<StoredEntry> deleteWhereFound(List<StoredEntry> entries) {
        var buckets = find(entries.stream().map(StoredEntry::entry).toList(), ConsistencyLevel.EACH_QUORUM)
                .iterator();
        var statements = entryTables.open();
        var requests = new ArrayList<BoundStatement>();
        var missing = new ArrayList<StoredEntry>();
        for (var stored : entries) {
            var found = buckets.next();
            if (found.isEmpty()) {
                missing.add(stored);
            }
            found.forEach(bucket -> requests.add(statements.of(stored.entry()).delete(stored, bucket)));
        }
        entryTables.run(statements, requests);
        return missing;
    }
}
