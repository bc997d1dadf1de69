package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The system's own events, those of a type that begins with {@code ORDER_}, for whoever compares the timelines with what these
 * events tell of and mends them. Users' events are left alone. Every method throws {@link StoreUnavailableException} when
 * Cassandra does not answer in time; then a part of it may have been done, and it may be repeated.
 */
@Service
public class ReservedEvents {

    /** How many entries are looked at or written at a time, each with two statements: as many as may be in flight at once. */
    private static final int STEP = 100;

    private final ReservedEventTimelines eventTimelines;
    private final ReservedEventScan eventScan;
    private final MarkedPartitions marks;
    private final Clock clock;
    private final Duration retention;

    ReservedEvents(
            ReservedEventTimelines eventTimelines,
            ReservedEventScan eventScan,
            MarkedPartitions marks,
            Clock clock,
            ActivityProperties activityProperties) {
        this.eventTimelines = eventTimelines;
        this.eventScan = eventScan;
        this.marks = marks;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    /** Whether what happened then is still to be found in the timelines. */
    public boolean isKept(Instant occurredAt) {
        return occurredAt.isAfter(clock.instant().minus(retention));
    }

    /** Those of these entries that are not in their timeline, not with this content, or not where readers look for them. */
    public List<TimelineEntry> lacking(Collection<TimelineEntry> entries) {
        return stepwise(List.copyOf(entries), eventTimelines::lacking);
    }

    /** Whether there is an entry of this key. */
    public boolean exists(TimelineEntry entry) {
        return eventTimelines.exists(entry);
    }

    /** Calls back with every entry of the system's own events in any timeline, some at a time. */
    public void forEach(Consumer<List<StoredEntry>> action) {
        scan(eventScan::users, action);
        scan(eventScan::products, action);
    }

    private static void scan(
            Function<@Nullable ByteBuffer, ReservedEventScan.Page> read, Consumer<List<StoredEntry>> action) {
        @Nullable ByteBuffer position = null;
        do {
            var page = read.apply(position);
            action.accept(page.entries());
            position = page.next();
        } while (position != null);
    }

    /**
     * Writes entries so that they prevail over whatever was written or deleted in their place before. An event that is not
     * {@linkplain #isKept kept} any more must not be among them.
     */
    public void restore(Collection<TimelineEntry> entries) {
        stepwise(List.copyOf(entries), some -> {
            eventTimelines.overwrite(some);
            return List.of();
        });
    }

    /** Removes entries as they were read; what was written in their place since then stays. */
    public void remove(Collection<StoredEntry> entries) {
        stepwise(List.copyOf(entries), some -> {
            eventTimelines.delete(some);
            return List.of();
        });
    }

    /** Trusts no longer that anything written before is still there. */
    public void forgetMarks() {
        marks.forget();
    }

    private static <T, R> List<R> stepwise(List<T> all, Function<List<T>, List<R>> step) {
        var results = new ArrayList<R>();
        for (var from = 0; from < all.size(); from += STEP) {
            results.addAll(step.apply(all.subList(from, Math.min(all.size(), from + STEP))));
        }
        return results;
    }
}
