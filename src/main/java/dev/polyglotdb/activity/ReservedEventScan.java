package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.activity.ScanPosition.Lane;
import dev.polyglotdb.activity.ScanPosition.Table;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Scans whole tables for reserved events, some parts of the token ring side by side. */
@Repository
@UsesStore(Store.CASSANDRA)
class ReservedEventScan {

    /** How many pages are read side by side. */
    private static final int AT_ONCE = 4;

    private final TimelineEntryTables entryTables;
    private final TimelineEntryStore entryStore;

    ReservedEventScan(TimelineEntryTables entryTables, TimelineEntryStore entryStore) {
        this.entryTables = entryTables;
        this.entryStore = entryStore;
    }

    /** Reads the next pages of all tables of the timelines, with nothing but what a digest needs. */
    ScannedPage scan(ScanPosition position, int pageSize) {
        var entries = new ArrayList<PlainEntry>();
        var partitions = ScannedPartitions.none();
        var next = read(position, pageSize, false, (lane, rows) -> {
            var fingerprints = new PartitionFingerprints(isOfProducts(lane));
            var partition = lane.partition();
            for (var row : rows) {
                if (lane.table() == Table.MARKS_OF_USERS || lane.table() == Table.MARKS_OF_PRODUCTS) {
                    if (isComparable(row, position.since())) {
                        partitions.addMark(row, fingerprints);
                    }
                } else {
                    var its = fingerprints.ofRow(row);
                    if (its != partition && isComparable(row, position.since())) {
                        partitions.add(row, its);
                    }
                    partition = its;
                    if (isReserved(row)) {
                        entries.add(plain(row, isOfProducts(lane)));
                    }
                }
            }
            return partition;
        });
        return new ScannedPage(entries, partitions, next);
    }

    private static boolean isComparable(Row row, LocalDate since) {
        return !PartitionFingerprints.dayOf(row).isBefore(since);
    }

    /** Reads the next pages of timelines, and returns the selected entries with the time of their writing. */
    StoredPage stored(ScanPosition position, int pageSize, Predicate<StoredEntry> selection) {
        var all = new ArrayList<StoredCopy>();
        var next = read(position, pageSize, true, (lane, rows) -> {
            var fingerprints = new PartitionFingerprints(isOfProducts(lane));
            for (var row : rows) {
                if (isReserved(row)) {
                    var stored = stored(row, isOfProducts(lane), fingerprints.ofRow(row));
                    if (selection.test(stored)) {
                        all.add(new StoredCopy(stored, TimelineRow.bucket(row)));
                    }
                }
            }
            return 0;
        });
        var copies = copies(all);
        return new StoredPage(
                all.stream()
                        .filter(found -> !copies.contains(found))
                        .map(StoredCopy::stored)
                        .toList(),
                List.copyOf(copies),
                next);
    }

    /** Processes the rows of a page, and returns the fingerprint of the partition of the last one. */
    private interface Action {
        long accept(Lane lane, Iterable<Row> rows);
    }

    private @Nullable ScanPosition read(ScanPosition position, int pageSize, boolean withTimes, Action action) {
        var statements = entryTables.open();
        var some =
                position.lanes().subList(0, Math.min(AT_ONCE, position.lanes().size()));
        var answers = entryTables.run(
                statements,
                some.stream()
                        .map(lane -> statements.scan(lane, pageSize, withTimes))
                        .toList());
        var left = new ArrayList<Lane>();
        for (var next = 0; next < some.size(); next++) {
            var lane = some.get(next);
            var answer = answers.get(next);
            var partition = action.accept(lane, answer.currentPage());
            if (answer.hasMorePages()) {
                left.add(lane.at(pageOf(answer), partition));
            }
        }
        left.addAll(position.lanes().subList(some.size(), position.lanes().size()));
        return left.isEmpty() ? null : new ScanPosition(position.since(), left);
    }

    private static String pageOf(AsyncResultSet answer) {
        var buffer = Objects.requireNonNull(answer.getExecutionInfo().getPagingState())
                .duplicate();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isOfProducts(Lane lane) {
        return lane.table() == Table.PRODUCTS || lane.table() == Table.MARKS_OF_PRODUCTS;
    }

    private static boolean isReserved(Row row) {
        var type = row.getString("type");
        return type != null && ActivityEvent.isReserved(type);
    }

    /**
     * Finds duplicates: an entry in several buckets counts only in the first. An entry in the bucket of a day is
     * always the first, so only the other entries need a lookup.
     */
    private Set<StoredCopy> copies(List<StoredCopy> all) {
        var fine = all.stream().filter(found -> !found.bucket().isDay()).toList();
        var buckets = entryStore.find(
                fine.stream().map(found -> found.stored().entry()).toList());
        var copies = new HashSet<StoredCopy>();
        for (var next = 0; next < fine.size(); next++) {
            var found = fine.get(next);
            if (!buckets.get(next).isEmpty() && !buckets.get(next).get(0).equals(found.bucket())) {
                copies.add(found);
            }
        }
        return copies;
    }

    private static PlainEntry plain(Row row, boolean ofProducts) {
        var productId = row.getString("product_id");
        return new PlainEntry(
                ofProducts ? productId : null,
                row.getLong("user_id"),
                Objects.requireNonNull(row.getInstant("occurred_at")),
                Objects.requireNonNull(row.getUuid("event_id")),
                Objects.requireNonNull(row.getString("type")),
                productId,
                Objects.requireNonNullElse(row.getString("data"), ""));
    }

    private static StoredEntry stored(Row row, boolean ofProducts, long partition) {
        var event = TimelineRow.of(row).toEvent();
        var writtenAt = Math.max(row.getLong("type_at"), row.getLong("data_at"));
        return new StoredEntry(
                new TimelineEntry(event, ofProducts ? Objects.requireNonNull(event.productId()) : null),
                partition,
                ofProducts ? writtenAt : Math.max(writtenAt, row.getLong("product_at")));
    }
}
