package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.ScanPosition;
import dev.polyglotdb.activity.StoredCopy;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.StoredPage;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderScan;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the events of orders entry by entry, but only where the digests differ. */
final class TimelineInspection {

    private static final int ORDERS = 100;
    private static final int ROWS = 500;

    /**
     * How far the inspection is: first it goes through the orders, then through the timelines.
     *
     * @param after the last order; {@link Long#MAX_VALUE} if there are no more
     * @param scan where to go on in the timelines; null if there is nothing left
     */
    record Position(long after, @Nullable ScanPosition scan) {

        static Position begin(ReservedEvents reservedEvents) {
            return new Position(-1, reservedEvents.beginStored());
        }
    }

    /** Does something about what was found. */
    interface Action {

        /**
         * Returns whether it still wants to know what differs. To find it takes two reads of Cassandra for each entry,
         * and a store that has lost everything lacks as many entries as there are.
         */
        boolean wantsDifferences();

        /** @param expected the entries that there must be of some orders */
        void expected(Collection<TimelineEntry> expected);

        /** @param lacking expected entries that are missing, have another content or are where nobody looks for them */
        void lacking(List<TimelineEntry> lacking);

        /** @param found stored entries of the ranges that differ */
        void found(List<StoredEntry> found);

        /** @param copies what is stored of an entry in further partitions; readers show it once */
        void copies(List<StoredCopy> copies);

        /** @param strays stored entries that belong to no order */
        void strays(List<StoredEntry> strays);

        /** Ends a step. */
        void passed(Position position);
    }

    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final OrderRanges orderRanges;
    private final BitSet partitions;
    private final Action action;

    /** @param partitions the classes of partitions that may not be marked */
    TimelineInspection(
            OrderScan orderScan, ReservedEvents reservedEvents, OrderRanges ranges, BitSet partitions, Action action) {
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
        this.orderRanges = ranges;
        this.partitions = partitions;
        this.action = action;
    }

    void run(JobProgress progress, Position begin) {
        if (orderRanges.isEmpty() && partitions.isEmpty()) {
            return;
        }
        var after = begin.after();
        for (var ids = orderRanges.after(after); ids != null; ids = orderRanges.after(after)) {
            after = inspectOrders(ids, progress);
            action.passed(new Position(after, begin.scan()));
        }
        if (begin.scan() == null) {
            return;
        }
        new Steps<ScanPosition, StoredPage>(progress, from -> stored(from, progress), StoredPage::next)
                .from(begin.scan(), page -> {
                    inspect(page.entries());
                    action.copies(page.copies());
                    action.passed(new Position(Long.MAX_VALUE, page.next()));
                });
    }

    private long inspectOrders(OrderRanges.Ids ids, JobProgress progress) {
        var limit = progress.stepSize(ORDERS);
        var some = orderScan.idsAfter(ids.first() - 1, limit);
        var last = some.size() < limit ? ids.last() : Math.min(ids.last(), some.get(limit - 1));
        var expected = orderScan.between(ids.first() - 1, last).stream()
                .flatMap(TimelineEntries::of)
                .filter(this::isKept)
                .toList();
        action.expected(expected);
        if (action.wantsDifferences()) {
            action.lacking(reservedEvents.lacking(expected));
        }
        return last;
    }

    private boolean isKept(TimelineEntry entry) {
        return reservedEvents.isKept(entry.event().occurredAt());
    }

    private StoredPage stored(ScanPosition from, JobProgress progress) {
        return reservedEvents.stored(from, progress.stepSize(ROWS), entry -> isInRange(entry) || isInPartition(entry));
    }

    private boolean isInRange(StoredEntry stored) {
        return orderRanges.containsOrder(OrderEvents.orderId(stored.entry().event()));
    }

    private boolean isInPartition(StoredEntry stored) {
        return partitions.get(SetDigests.classOf(stored.partition()));
    }

    private void inspect(List<StoredEntry> entries) {
        action.found(entries.stream().filter(this::isInRange).toList());
        if (action.wantsDifferences()) {
            compare(entries);
        }
    }

    private void compare(List<StoredEntry> entries) {
        var found = orderScan.find(entries.stream()
                .map(stored -> OrderEvents.orderId(stored.entry().event()))
                .collect(Collectors.toSet()));
        var expected = found.stream()
                .flatMap(TimelineEntries::of)
                .collect(Collectors.toMap(TimelineEntry::key, entry -> entry, (one, other) -> one));
        action.strays(entries.stream()
                .filter(stored -> !isOfItsOrder(
                        stored.entry(), expected.get(stored.entry().key())))
                .toList());
        action.lacking(reservedEvents.lacking(
                onePerPartition(entries.stream().filter(stored -> !isInRange(stored)), expected)));
    }

    /**
     * Returns one expected entry of each partition that may not be marked. It tells of all: outside of the ranges that
     * differ, entries are as they should be, and to restore one marks its partition. A class often differs by a mark
     * alone, because marks stay when an erasure has emptied their partitions.
     */
    private Collection<TimelineEntry> onePerPartition(
            Stream<StoredEntry> entries, Map<TimelineEntry.Key, TimelineEntry> expected) {
        var ofPartitions = new LinkedHashMap<Long, TimelineEntry>();
        entries.filter(this::isInPartition).forEach(stored -> {
            var entry = expected.get(stored.entry().key());
            if (entry != null && isKept(entry)) {
                ofPartitions.putIfAbsent(stored.partition(), entry);
            }
        });
        return ofPartitions.values();
    }

    /** An event that names another order than its key belongs to neither, even if that order is on the same page. */
    private static boolean isOfItsOrder(TimelineEntry stored, @Nullable TimelineEntry expected) {
        return expected != null && OrderEvents.orderId(stored.event()) == OrderEvents.orderId(expected.event());
    }
}
