package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erases what a mark of a user's timeline stands for: the events of its buckets, and the claims of a day. */
@Component
@UsesStore(Store.CASSANDRA)
class MarkErasure {

    /** The number of events that are read, and erased, at once. */
    private static final int EVENTS = 200;

    /** The number of buckets of a minute that are read at once. Cassandra reads them one after the other. */
    private static final int BUCKETS = 16;

    private final TimelineEntryStore entryStore;
    private final ClaimErasure claimErasure;

    MarkErasure(TimelineEntryStore entryStore, ClaimErasure claimErasure) {
        this.entryStore = entryStore;
        this.claimErasure = claimErasure;
    }

    /**
     * Erases at least a page of events, and more until the call is over. Buckets without events do not end it: the next
     * call would meet them again.
     *
     * @return whether everything is erased
     */
    boolean erase(ErasureCall call, TimeBucketIndex.Mark mark) {
        var left = groups(List.copyOf(mark.buckets()));
        @Nullable ByteBuffer page = null;
        while (!left.isEmpty()) {
            var some = left.element();
            var answer = call.run(call.erasureStatements().events().select(call.userId(), some, EVENTS, page));
            var rows = StreamSupport.stream(answer.currentPage().spliterator(), false)
                    .toList();
            entryStore.deleteFound(call.entriesOfProducts(rows));
            page = answer.getExecutionInfo().getPagingState();
            if (page == null) {
                // As a whole, so that a late write has no effect, wherever in the partition it is.
                call.run(call.erasureStatements().events().deletePartitions(call.userId(), some, call.writtenAt()));
                left.remove();
            } else {
                eraseRows(call, rows);
            }
            if (!rows.isEmpty() && !left.isEmpty() && call.isOver()) {
                return false;
            }
        }
        return !mark.isDay() || claimErasure.erase(call, mark.day());
    }

    private static Queue<List<TimeBucket>> groups(List<TimeBucket> buckets) {
        var groups = new ArrayDeque<List<TimeBucket>>();
        for (var from = 0; from < buckets.size(); from += BUCKETS) {
            groups.add(buckets.subList(from, Math.min(buckets.size(), from + BUCKETS)));
        }
        return groups;
    }

    /**
     * Erases what told where the entries were. Whoever went on and found it would look for them in vain, and delete
     * each wherever it could be.
     */
    private static void eraseRows(ErasureCall call, List<Row> newestFirst) {
        var oldest = new LinkedHashMap<TimeBucket, TimelinePosition>();
        for (var row : newestFirst) {
            oldest.put(TimelineRow.bucket(row), TimelineRow.of(row).position());
        }
        call.run(oldest.entrySet().stream()
                .map(each -> call.erasureStatements()
                        .events()
                        .deleteDownTo(each.getValue(), each.getKey(), call.writtenAt()))
                .toList());
    }
}
