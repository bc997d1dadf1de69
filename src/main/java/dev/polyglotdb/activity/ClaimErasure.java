package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases the claims of a day and, before them, what only they know of: an event that a reserved one has replaced in the
 * user's timeline may still be in the timeline of a product that the reserved one doesn't name.
 */
@Component
@UsesStore(Store.CASSANDRA)
class ClaimErasure {

    /** The number of claims that are read at once. */
    private static final int CLAIMS = 200;

    private final TimelineEntryStore entryStore;

    ClaimErasure(TimelineEntryStore entryStore) {
        this.entryStore = entryStore;
    }

    /**
     * Erases at least a page of claims with entries, and more until the call is over. Claims without entries, which are
     * nearly all, do not end it: they cost little.
     *
     * @return whether everything is erased
     */
    boolean erase(ErasureCall call, LocalDate day) {
        var claims = call.erasureStatements().claims();
        @Nullable ByteBuffer page = null;
        do {
            var answer = call.run(claims.select(call.userId(), day, CLAIMS, page));
            var rows = StreamSupport.stream(answer.currentPage().spliterator(), false)
                    .toList();
            var entries = call.entriesOfProducts(rows);
            var found = entries.size() - entryStore.deleteWhereFound(entries).size();
            page = answer.getExecutionInfo().getPagingState();
            if (page != null) {
                eraseRows(call, rows);
            }
            if (page != null && found > 0 && call.isOver()) {
                return false;
            }
        } while (page != null);
        call.run(claims.deleteDay(call.userId(), day, call.writtenAt()));
        return true;
    }

    private static void eraseRows(ErasureCall call, List<Row> oldestFirst) {
        var newest = new LinkedHashMap<EventClaimPartition, TimelinePosition>();
        for (var row : oldestFirst) {
            newest.put(EventClaimPartition.of(row), TimelineRow.of(row).position());
        }
        call.run(newest.entrySet().stream()
                .map(each ->
                        call.erasureStatements().claims().deleteUpTo(each.getValue(), each.getKey(), call.writtenAt()))
                .toList());
    }
}
