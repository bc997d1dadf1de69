package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Settles which event has an id that a client chose: the first that any instance saw. Rows that were written under one
 * id at the same time would be decided cell by cell, so that a timeline could show the type of one event with the data
 * of the other, and products' timelines could show both.
 *
 * <p>An id is taken by an event in the user's timeline or, while that one is being written, by a claim, which only one
 * event can make. A claim has the whole event. So whoever comes second writes the first event to all its timelines,
 * even if the first writer has died meanwhile.
 */
@Component
class EventClaims {

    private record Chunk(EventClaimPartition claimPartition, List<ActivityEvent> events) {}

    /** The maximum number of events in one transaction or query. */
    private static final int EVENTS_A_CHUNK = 50;

    private final StatementRunner runner;
    private final MarkedPartitions markedPartitions;

    EventClaims(StatementRunner runner, MarkedPartitions markedPartitions) {
        this.runner = runner;
        this.markedPartitions = markedPartitions;
    }

    /** Returns for each event of a user the first one under its id and time, which may be the event itself. */
    Collection<ActivityEvent> firstOf(
            List<ActivityEvent> events, TimelineTables.Open open, RemainingTtl lifetime, Deadline deadline) {
        var undecided = new LinkedHashMap<TimelinePosition, ActivityEvent>();
        events.forEach(event -> undecided.putIfAbsent(position(event), event));
        var first = written(chunks(undecided.values()), open, deadline);
        undecided.keySet().removeAll(first.keySet());
        markDays(undecided.values(), open, lifetime, deadline);
        while (!undecided.isEmpty()) {
            var chunks = chunks(undecided.values());
            var claims = run(
                    open,
                    deadline,
                    chunks.stream()
                            .map(chunk -> open.ofClaims().claim(chunk.claimPartition(), chunk.events(), lifetime))
                            .toList());
            var refused = new ArrayList<Statement<?>>();
            for (var next = 0; next < chunks.size(); next++) {
                var chunk = chunks.get(next);
                if (claims.get(next).wasApplied()) {
                    chunk.events().forEach(event -> first.put(position(event), event));
                } else {
                    refused.add(open.ofClaims().claimed(chunk.claimPartition(), chunk.events()));
                }
            }
            run(open, deadline, refused).forEach(answer -> add(answer, first));
            undecided.keySet().removeAll(first.keySet());
        }
        return first.values();
    }

    /** Finds events that are in the timeline already. Only in a busy timeline are they not in the day's partition. */
    private Map<TimelinePosition, ActivityEvent> written(
            List<Chunk> chunks, TimelineTables.Open open, Deadline deadline) {
        var marks = run(
                open,
                deadline,
                chunks.stream()
                        .map(chunk -> open.ofClaims()
                                .marks(
                                        chunk.claimPartition().userId(),
                                        chunk.claimPartition().day(),
                                        minutes(chunk)))
                        .toList());
        var requests = new ArrayList<BoundStatement>();
        for (var next = 0; next < chunks.size(); next++) {
            var chunk = chunks.get(next);
            var marked = new HashSet<Short>();
            marks.get(next).currentPage().forEach(row -> marked.add(row.getShort("minute")));
            if (marked.contains((short) TimeBucket.WHOLE_DAY)) {
                requests.add(open.ofClaims().inDay(chunk.claimPartition(), chunk.events()));
            }
            chunk.events().stream()
                    .filter(event -> marked.contains((short) TimeBucket.minuteOf(event.occurredAt())))
                    .map(event -> open.ofClaims().inMinute(chunk.claimPartition(), event))
                    .forEach(requests::add);
        }
        var found = new LinkedHashMap<TimelinePosition, ActivityEvent>();
        run(open, deadline, requests).forEach(answer -> add(answer, found));
        return found;
    }

    /**
     * Marks the days of events that will be claimed, because an erasure looks for claims only on days that are marked.
     * Most of these events are then written to the partitions of their days, which need no other mark.
     */
    private void markDays(
            Collection<ActivityEvent> events, TimelineTables.Open open, RemainingTtl lifetime, Deadline deadline) {
        var known = markedPartitions.known();
        var marks = new LinkedHashMap<TimelinePartition<Long>, Statement<?>>();
        for (var event : events) {
            var day = new TimelinePartition<>(event.userId(), TimeBucket.ofDay(event.occurredAt()));
            if (!known.contains(day)) {
                var ttl = lifetime.ofDay(day.bucket().day());
                marks.computeIfAbsent(day, key -> open.ofUsers().mark(key, ttl));
            }
        }
        run(open, deadline, List.copyOf(marks.values()));
        known.addAll(marks.keySet());
    }

    private static Collection<Short> minutes(Chunk chunk) {
        var minutes = new TreeSet<Short>();
        minutes.add((short) TimeBucket.WHOLE_DAY);
        chunk.events().forEach(event -> minutes.add((short) TimeBucket.minuteOf(event.occurredAt())));
        return minutes;
    }

    private static void add(AsyncResultSet answer, Map<TimelinePosition, ActivityEvent> events) {
        answer.currentPage().forEach(row -> {
            var found = TimelineRow.of(row);
            events.merge(
                    found.position(),
                    found.toEvent(),
                    (one, other) -> other.isReserved() && !one.isReserved() ? other : one);
        });
    }

    private List<AsyncResultSet> run(
            TimelineTables.Open open, Deadline deadline, List<? extends Statement<?>> statements) {
        return statements.isEmpty() ? List.of() : runner.runForClient(open.session(), statements, deadline);
    }

    private static List<Chunk> chunks(Collection<ActivityEvent> events) {
        var partitions = new LinkedHashMap<EventClaimPartition, List<ActivityEvent>>();
        for (var event : events) {
            partitions
                    .computeIfAbsent(EventClaimPartition.of(event), key -> new ArrayList<>())
                    .add(event);
        }
        var chunks = new ArrayList<Chunk>();
        partitions.forEach((partition, all) -> {
            for (var from = 0; from < all.size(); from += EVENTS_A_CHUNK) {
                chunks.add(new Chunk(partition, all.subList(from, Math.min(all.size(), from + EVENTS_A_CHUNK))));
            }
        });
        return chunks;
    }

    private static TimelinePosition position(ActivityEvent event) {
        return new TimelinePosition(event.occurredAt(), event.eventId(), event.userId());
    }
}
