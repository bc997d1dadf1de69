package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyglotdb.activity.PlainEntry;
import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.ScanPosition;
import dev.polyglotdb.activity.ScannedPage;
import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderPage;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.platform.Fingerprint;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Computes digests of what PostgreSQL and Cassandra hold of the events of orders. Cassandra finds rows by the owners of
 * timelines, not by orders. So both stores are read once from end to end, side by side, into one digest for each range
 * of orders. Another digest compares the partitions that hold events with those that are marked.
 */
final class TimelineDigests {

    private static final int ORDERS = 500;

    /** If every event has the largest data allowed, a page has 8 MB. */
    private static final int ROWS = 500;

    /** How far both stores are read; {@code scan} is null where Cassandra is at its end. */
    record Position(long after, boolean hasOrders, @Nullable ScanPosition scan) {}

    /**
     * @param ofPartitions stored as {@code ofPlaces}
     * @param position null at the end
     */
    record State(
            RangeDigests.Saved ofRanges,
            @JsonProperty("ofPlaces") String ofPartitions,
            @Nullable Position position) {}

    /** The next piece of both stores, with nothing of one that has no more. */
    private record Piece(
            @Nullable OrderPage orderPage,
            @Nullable ScannedPage scannedPage,
            @Nullable Position next) {}

    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final Fingerprint fingerprint = new Fingerprint();
    private final RangeDigests rangeDigests;
    private final SetDigests partitionDigests;
    private @Nullable Position position;

    TimelineDigests(OrderScan orderScan, ReservedEvents reservedEvents, @Nullable State saved) {
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
        this.rangeDigests = saved == null ? new RangeDigests(orderScan.lastId()) : new RangeDigests(saved.ofRanges());
        this.partitionDigests = saved == null ? new SetDigests() : new SetDigests(saved.ofPartitions());
        this.position = saved == null ? new Position(0, true, reservedEvents.beginScan()) : saved.position();
    }

    State state() {
        return new State(rangeDigests.saved(), partitionDigests.saved(), position);
    }

    RangeDigests ofRanges() {
        return rangeDigests;
    }

    /** Returns the classes of partitions that may hold events without being marked. */
    BitSet differingPartitions() {
        return partitionDigests.differing();
    }

    /** @param passed is told the number of orders after each step */
    void compute(JobProgress progress, LongConsumer passed) {
        if (position == null) {
            return;
        }
        new Steps<Position, Piece>(progress, from -> read(from, progress), Piece::next).from(position, piece -> {
            if (piece.orderPage() != null) {
                expect(piece.orderPage());
            }
            if (piece.scannedPage() != null) {
                find(piece.scannedPage());
            }
            position = piece.next();
            passed.accept(piece.orderPage() == null ? 0 : piece.orderPage().size());
        });
    }

    private Piece read(Position from, JobProgress progress) {
        var scan = from.scan();
        var started = scan == null
                ? CompletableFuture.<@Nullable ScannedPage>completedFuture(null)
                : ReadAhead.<@Nullable ScannedPage>start(() -> reservedEvents.scan(scan, progress.stepSize(ROWS)));
        var orderPage = from.hasOrders() ? orderScan.page(from.after(), progress.stepSize(ORDERS)) : null;
        var page = ReadAhead.await(started);
        var next = new Position(
                orderPage == null ? from.after() : orderPage.last(),
                orderPage != null && orderPage.size() > 0,
                page == null ? null : page.next());
        return new Piece(orderPage, page, next.hasOrders() || next.scan() != null ? next : null);
    }

    private void expect(OrderPage page) {
        for (var order : page.states()) {
            TimelineEntries.of(order)
                    .filter(entry -> reservedEvents.isKept(entry.event().occurredAt()))
                    .map(PlainEntry::of)
                    .forEach(entry -> rangeDigests.expect(order.view().id(), entry.fingerprint(fingerprint)));
        }
    }

    private void find(ScannedPage page) {
        page.entries()
                .forEach(entry -> rangeDigests.find(OrderEvents.orderId(entry.text()), entry.fingerprint(fingerprint)));
        page.partitions().whole().forEach(partitionDigests::addToOne);
        page.partitions().marks().forEach(partitionDigests::addToOther);
        page.partitions().parts().forEach(partitionDigests::addRepeatedToOne);
        page.partitions().dividedMarks().forEach(partitionDigests::addRepeatedToOther);
    }
}
