package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/**
 * Compares and repairs reserved events in the timelines. A reserved event has a type that begins with {@code ORDER_};
 * events of users are never touched. Every method throws {@link StoreUnavailableException} if Cassandra does not answer
 * in time. A part of the work may then be done, and the call can be repeated.
 */
@Service
public class ReservedEvents {

    /**
     * How many entries are processed at a time. With two statements each, they stay within what may be in
     * flight at once.
     */
    private static final int STEP = 100;

    /** No user has this id, and nothing happened then. */
    private static final TimelineEntry ABSENT = new TimelineEntry(
            new ActivityEvent(new UUID(0, 0), -1, "ORDER_NONE", null, FreeForm.of(Map.of()), Instant.EPOCH), null);

    private final TimelineEntryStore entryStore;
    private final ReservedEventScan eventScan;
    private final MarkedPartitions markedPartitions;
    private final Clock clock;
    private final Duration retention;

    ReservedEvents(
            TimelineEntryStore entryStore,
            ReservedEventScan eventScan,
            MarkedPartitions markedPartitions,
            Clock clock,
            ActivityProperties activityProperties) {
        this.entryStore = entryStore;
        this.eventScan = eventScan;
        this.markedPartitions = markedPartitions;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    /** Fails if the timelines can't be read now, and costs next to nothing. */
    public void requireTimelines() {
        entryStore.exists(ABSENT);
    }

    /** Returns whether the timelines still keep an event of this time. */
    public boolean isKept(Instant occurredAt) {
        return occurredAt.isAfter(clock.instant().minus(retention));
    }

    /**
     * Returns the entries that are missing from their timeline, differ in content, or are stored where readers do not
     * look for them.
     */
    public List<TimelineEntry> lacking(Collection<TimelineEntry> entries) {
        return stepwise(List.copyOf(entries), entryStore::lacking);
    }

    /** Returns whether an entry with this key exists. */
    public boolean exists(TimelineEntry entry) {
        return entryStore.exists(entry);
    }

    /**
     * Returns the rows of these entries, by partition, as they are stored.
     *
     * @param entries a few
     */
    public List<StoredPartition> partitions(Collection<TimelineEntry> entries) {
        return entryStore.partitions(List.copyOf(entries));
    }

    /** Returns the beginning of a {@link #scan}. */
    public ScanPosition beginScan() {
        var oldest = LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
        return ScanPosition.begin(oldest.plusDays(1), List.of(ScanPosition.Table.values()));
    }

    /**
     * Reads the next pages of all timelines and of their marks.
     *
     * @param pageSize the number of rows in a page, of which a few are read side by side
     */
    public ScannedPage scan(ScanPosition position, int pageSize) {
        return eventScan.scan(position, pageSize);
    }

    /** Returns the beginning of a scan of {@linkplain #stored stored} entries. */
    public ScanPosition beginStored() {
        return ScanPosition.begin(LocalDate.EPOCH, List.of(ScanPosition.Table.USERS, ScanPosition.Table.PRODUCTS));
    }

    /** Reads the next pages of all timelines, and returns the selected entries of reserved events, each once. */
    public StoredPage stored(ScanPosition position, int pageSize, Predicate<StoredEntry> selection) {
        return eventScan.stored(position, pageSize, selection);
    }

    /**
     * Writes entries so that they prevail over everything that was written or deleted in their place before.
     *
     * @param entries entries of events that are still {@linkplain #isKept kept}
     */
    public void restore(Collection<TimelineEntry> entries) {
        stepwise(List.copyOf(entries), batch -> {
            entryStore.overwrite(batch);
            return List.of();
        });
    }

    /** Removes entries as they were read. Anything written in their place since then stays. */
    public void remove(Collection<StoredEntry> entries) {
        stepwise(List.copyOf(entries), batch -> {
            entryStore.delete(batch);
            return List.of();
        });
    }

    /**
     * Removes further copies of entries, where they were read. Those stay whose entry readers would not find, or find
     * with another content, in its other buckets.
     */
    public void removeCopies(Collection<StoredCopy> copies) {
        stepwise(List.copyOf(copies), batch -> {
            var entries = batch.stream().map(copy -> copy.stored().entry()).toList();
            var lacking = Set.copyOf(entryStore.lacking(entries));
            entryStore.deleteCopies(batch.stream()
                    .filter(copy -> !lacking.contains(copy.stored().entry()))
                    .toList());
            return List.of();
        });
    }

    /**
     * Removes entries wherever they may be, and for good: what is written in their place afterwards, by whoever is
     * late, has no effect.
     */
    public void erase(Collection<TimelineEntry> entries) {
        var at = ErasureStatements.afterAnyWrite(clock.instant());
        remove(entries.stream().map(entry -> new StoredEntry(entry, 0, at)).toList());
    }

    /** Forgets which partitions are marked, so that later writes mark them again. */
    public void forgetMarks() {
        markedPartitions.forget();
    }

    private static <T, R> List<R> stepwise(List<T> all, Function<List<T>, List<R>> step) {
        var results = new ArrayList<R>();
        for (var from = 0; from < all.size(); from += STEP) {
            results.addAll(step.apply(all.subList(from, Math.min(all.size(), from + STEP))));
        }
        return results;
    }
}
