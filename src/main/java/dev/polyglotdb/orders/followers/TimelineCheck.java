package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredCopy;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.orders.followers.Findings.Suspicion;
import java.util.Collection;
import java.util.List;

/** Compares the events of orders in the timelines with the orders: by digests first, then where these differ. */
final class TimelineCheck implements TimelineInspection.Action {

    record State(TimelineDigests.State computed, TimelineInspection.Position inspected, Findings.Saved soFar) {}

    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final JobProgress progress;
    private final TimelineInspection.Position begin;
    private final TimelineDigests timelineDigests;
    private final Findings findings;

    TimelineCheck(
            OrderScan orderScan, ReservedEvents reservedEvents, PendingOrders pendingOrders, JobProgress progress) {
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
        this.progress = progress;
        var saved = progress.saved(State.class);
        this.timelineDigests = new TimelineDigests(
                orderScan, reservedEvents, saved.map(State::computed).orElse(null));
        this.begin = saved.map(State::inspected).orElseGet(() -> TimelineInspection.Position.begin(reservedEvents));
        this.findings = new Findings(
                saved.map(State::soFar).orElse(Findings.Saved.NONE),
                ids -> pendingOrders.of(TimelineFollower.NAME, ids));
    }

    Reconciliation run() {
        timelineDigests.compute(
                progress,
                compared ->
                        progress.passed(compared, () -> new State(timelineDigests.state(), begin, findings.saved())));
        var entries = timelineDigests.ofRanges();
        new TimelineInspection(
                        orderScan, reservedEvents, entries.differing(), timelineDigests.differingPartitions(), this)
                .run(progress, begin);
        findings.expect(entries.agreeingRows());
        findings.find(entries.agreeingRows());
        return findings.reconciliation();
    }

    @Override
    public boolean wantsDifferences() {
        return !findings.areFull();
    }

    @Override
    public void expected(Collection<TimelineEntry> expected) {
        findings.expect(expected.size());
    }

    @Override
    public void lacking(List<TimelineEntry> lacking) {
        findings.add(lacking.stream()
                .map(entry -> new Suspicion(
                        OrderEvents.orderId(entry.event()),
                        TimelineEntries.describe(entry) + " is missing",
                        () -> lacks(entry)))
                .toList());
    }

    /** Asks PostgreSQL last: the user may have been erased since the entry was expected, and the entry too. */
    private boolean lacks(TimelineEntry entry) {
        return reservedEvents.isKept(entry.event().occurredAt())
                && !reservedEvents.lacking(List.of(entry)).isEmpty()
                && isExpected(entry);
    }

    private boolean isExpected(TimelineEntry entry) {
        return orderScan.find(List.of(OrderEvents.orderId(entry.event()))).stream()
                .flatMap(TimelineEntries::of)
                .anyMatch(expected -> expected.key().equals(entry.key()));
    }

    @Override
    public void found(List<StoredEntry> found) {
        findings.find(found.size());
    }

    @Override
    public void copies(List<StoredCopy> copies) {}

    /**
     * While an erasure is on its way, all entries of an order look like strays, one step after the other. Those in
     * products' timelines go first, so the one in the user's own counts for all.
     */
    @Override
    public void strays(List<StoredEntry> strays) {
        findings.add(strays.stream()
                .map(stray -> new Suspicion(
                        OrderEvents.orderId(stray.entry().event()),
                        TimelineEntries.describe(stray.entry()) + " belongs to no order",
                        () -> reservedEvents.exists(stray.entry()),
                        stray.entry().product() == null))
                .toList());
    }

    @Override
    public void passed(TimelineInspection.Position position) {
        progress.passed(0, () -> new State(timelineDigests.state(), position, findings.saved()));
    }
}
