package dev.polyglotdb.orders.followers;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredCopy;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderScan;
import java.util.Collection;
import java.util.List;

/**
 * Repairs what is still wrong in the timelines after all events of orders were written again: entries that something
 * else deleted or overwrote later than the time of their event, which ordinary writes have as their timestamp, entries
 * that belong to no order, and copies, which a check would count as differences of digests and look into each time.
 */
final class TimelineRepair implements TimelineInspection.Action {

    record State(TimelineDigests.State computed, TimelineInspection.Position inspected) {}

    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final JobProgress progress;
    private final TimelineInspection.Position begin;
    private final TimelineDigests timelineDigests;

    TimelineRepair(OrderScan orderScan, ReservedEvents reservedEvents, JobProgress progress) {
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
        this.progress = progress;
        var saved = progress.saved(State.class);
        this.timelineDigests = new TimelineDigests(
                orderScan, reservedEvents, saved.map(State::computed).orElse(null));
        this.begin = saved.map(State::inspected).orElseGet(() -> TimelineInspection.Position.begin(reservedEvents));
    }

    void run() {
        timelineDigests.compute(
                progress, compared -> progress.passed(0, () -> new State(timelineDigests.state(), begin)));
        new TimelineInspection(
                        orderScan,
                        reservedEvents,
                        timelineDigests.ofRanges().differing(),
                        timelineDigests.differingPartitions(),
                        this)
                .run(progress, begin);
    }

    @Override
    public boolean wantsDifferences() {
        return true;
    }

    @Override
    public void expected(Collection<TimelineEntry> expected) {}

    @Override
    public void lacking(List<TimelineEntry> lacking) {
        reservedEvents.restore(lacking);
    }

    @Override
    public void found(List<StoredEntry> found) {}

    @Override
    public void copies(List<StoredCopy> copies) {
        reservedEvents.removeCopies(copies);
    }

    @Override
    public void strays(List<StoredEntry> strays) {
        reservedEvents.remove(strays);
    }

    @Override
    public void passed(TimelineInspection.Position position) {
        progress.passed(0, () -> new State(timelineDigests.state(), position));
    }
}
