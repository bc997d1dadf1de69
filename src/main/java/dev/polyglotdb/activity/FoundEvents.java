package dev.polyglotdb.activity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the events that a scan of one timeline has found. Whatever else it met never leaves Cassandra as a whole. */
record FoundEvents<K>(
        StatementRunner runner,
        CqlSession session,
        TimelineRowStatements<K> rowStatements,
        K owner,
        TimelineQuery query,
        Deadline deadline) {

    /** Returns the events newest first, without those that have expired or were erased since the scan. */
    List<ActivityEvent> read(List<TimelineRow> found) {
        var positions = found.stream()
                .collect(groupingBy(row -> TimelineRow.bucket(row.row()), mapping(TimelineRow::position, toList())));
        var requests = positions.entrySet().stream()
                .map(bucket -> rowStatements.found(owner, bucket.getKey(), bucket.getValue()))
                .toList();
        return runner.run(session, requests, deadline).stream()
                .flatMap(answer -> StreamSupport.stream(answer.currentPage().spliterator(), false))
                .map(TimelineRow::of)
                .filter(row -> query.wants(row.type()))
                .sorted(TimelineRow.ORDER)
                .map(TimelineRow::toEvent)
                .toList();
    }
}
