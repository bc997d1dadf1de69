package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Scans whole tables for reserved events. */
@Repository
@UsesStore(Store.CASSANDRA)
class ReservedEventScan {

    /** Some entries and the position of the next page; null at the end. */
    record Page(List<StoredEntry> entries, @Nullable ByteBuffer next) {}

    private record Found(TimeBucket bucket, StoredEntry stored) {}

    private final ReservedEventTables eventTables;
    private final ReservedEventTimelines eventTimelines;

    ReservedEventScan(ReservedEventTables eventTables, ReservedEventTimelines eventTimelines) {
        this.eventTables = eventTables;
        this.eventTimelines = eventTimelines;
    }

    Page users(@Nullable ByteBuffer position) {
        var statements = eventTables.open();
        return page(statements, statements.eventsOfUsers().scan(position), false);
    }

    Page products(@Nullable ByteBuffer position) {
        var statements = eventTables.open();
        return page(statements, statements.eventsOfProducts().scan(position), true);
    }

    private Page page(ReservedEventTables.Prepared statements, BoundStatement request, boolean ofProducts) {
        var answer = eventTables.run(statements, List.of(request)).get(0);
        return new Page(
                once(found(answer, ofProducts)),
                answer.hasMorePages() ? answer.getExecutionInfo().getPagingState() : null);
    }

    private static List<Found> found(AsyncResultSet answer, boolean ofProducts) {
        var found = new ArrayList<Found>();
        for (var row : answer.currentPage()) {
            var type = row.getString("type");
            if (type != null && ActivityEvent.isSystems(type)) {
                found.add(new Found(ReservedEventTimelines.bucket(row), stored(row, ofProducts)));
            }
        }
        return found;
    }

    /**
     * Drops duplicates: an entry in several places counts only in the first. An entry in the partition of a day is
     * always the first, so only the other entries need a lookup.
     */
    private List<StoredEntry> once(List<Found> all) {
        var fine = all.stream()
                .filter(found -> found.bucket().minute() != TimeBucket.WHOLE_DAY)
                .toList();
        var places = eventTimelines.find(
                fine.stream().map(found -> found.stored().entry()).toList());
        var repeated = new HashSet<Found>();
        for (var next = 0; next < fine.size(); next++) {
            var found = fine.get(next);
            if (!places.get(next).isEmpty() && !places.get(next).get(0).equals(found.bucket())) {
                repeated.add(found);
            }
        }
        return all.stream()
                .filter(found -> !repeated.contains(found))
                .map(Found::stored)
                .toList();
    }

    private static StoredEntry stored(Row row, boolean ofProducts) {
        var event = TimelineRow.of(row).toEvent();
        var writtenAt = Math.max(row.getLong("type_at"), row.getLong("data_at"));
        return new StoredEntry(
                new TimelineEntry(event, ofProducts ? Objects.requireNonNull(event.productId()) : null),
                ofProducts ? writtenAt : Math.max(writtenAt, row.getLong("product_at")));
    }
}
