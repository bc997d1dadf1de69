package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.web.FreeForm;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The system's own events in the timelines, in Cassandra. */
@Repository
@UsesStore(Store.CASSANDRA)
class SystemTimelines {

    /** For each call, so that the failure of the first one is known to a client within two seconds. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_800);

    /** Some entries and where to go on; null at the end. */
    record Scan(List<StoredEntry> entries, @Nullable ByteBuffer next) {}

    private record Statements(
            TimelineTables.Open open, SystemStatements<Long> users, SystemStatements<String> products) {

        SystemStatements<?> of(TimelineEntry entry) {
            return entry.product() == null ? users : products;
        }
    }

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final Clock clock;
    private final ActivityProperties properties;
    private volatile @Nullable Statements prepared;

    SystemTimelines(TimelineTables tables, StatementRunner runner, Clock clock, ActivityProperties properties) {
        this.tables = tables;
        this.runner = runner;
        this.clock = clock;
        this.properties = properties;
    }

    List<TimelineEntry> lacking(List<TimelineEntry> entries) {
        var statements = statements();
        var requests = new ArrayList<BoundStatement>();
        for (var entry : entries) {
            requests.add(statements.of(entry).find(entry));
            requests.add(statements.of(entry).day(entry));
        }
        var answers = run(statements, requests).iterator();
        var lacking = new ArrayList<TimelineEntry>();
        for (var entry : entries) {
            var found = answers.next().one();
            var day = answers.next().one();
            if (found == null
                    || !hasContent(found, entry)
                    || !notes(day, statements.of(entry).shard(entry))) {
                lacking.add(entry);
            }
        }
        return lacking;
    }

    private static boolean hasContent(Row row, TimelineEntry entry) {
        var event = entry.event();
        return event.type().equals(row.getString("type"))
                && Objects.equals(event.productId(), row.getString("product_id"))
                // As text and back, because a number that was read has another type than one that was computed.
                && FreeForm.parse(event.data().json()).equals(data(row));
    }

    private static boolean notes(@Nullable Row day, byte shard) {
        return day != null
                && Objects.requireNonNull(day.getSet("shards", Byte.class)).contains(shard);
    }

    boolean exists(TimelineEntry entry) {
        var statements = statements();
        return run(statements, List.of(statements.of(entry).find(entry))).get(0).one() != null;
    }

    Scan scanUsers(@Nullable ByteBuffer position) {
        var statements = statements();
        return scan(statements, statements.users().scan(position), false);
    }

    Scan scanProducts(@Nullable ByteBuffer position) {
        var statements = statements();
        return scan(statements, statements.products().scan(position), true);
    }

    private Scan scan(Statements statements, BoundStatement request, boolean ofProducts) {
        var answer = run(statements, List.of(request)).get(0);
        var entries = StreamSupport.stream(answer.currentPage().spliterator(), false)
                .filter(SystemTimelines::isSystems)
                .map(row -> stored(row, ofProducts))
                .toList();
        return new Scan(
                entries, answer.hasMorePages() ? answer.getExecutionInfo().getPagingState() : null);
    }

    private static boolean isSystems(Row row) {
        var type = row.getString("type");
        return type != null && type.startsWith(ActivityEvent.SYSTEM_PREFIX);
    }

    private static StoredEntry stored(Row row, boolean ofProducts) {
        var product = row.getString("product_id");
        var event = new ActivityEvent(
                Objects.requireNonNull(row.getUuid("event_id")),
                row.getLong("user_id"),
                Objects.requireNonNull(row.getString("type")),
                product,
                data(row),
                Objects.requireNonNull(row.getInstant("occurred_at")));
        var writtenAt = Math.max(row.getLong("type_at"), row.getLong("data_at"));
        return new StoredEntry(
                new TimelineEntry(event, ofProducts ? product : null),
                ofProducts ? writtenAt : Math.max(writtenAt, row.getLong("product_at")));
    }

    private static FreeForm data(Row row) {
        var json = row.getString("data");
        return json == null ? FreeForm.EMPTY : FreeForm.parse(json);
    }

    /** Writes with the present time, where an ordinary write has the event's own and would lose to a later deletion. */
    void overwrite(List<TimelineEntry> entries) {
        var statements = statements();
        var now = clock.instant();
        var requests = new ArrayList<BoundStatement>();
        for (var entry : entries) {
            var occurredAt = entry.event().occurredAt();
            var endOfDay = occurredAt.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
            requests.add(statements.of(entry).insert(entry, secondsLeft(occurredAt, now), now));
            requests.add(statements
                    .of(entry)
                    .mark(
                            entry,
                            secondsLeft(endOfDay.atStartOfDay(ZoneOffset.UTC).toInstant(), now),
                            now));
        }
        run(statements, requests);
    }

    private int secondsLeft(Instant time, Instant now) {
        var left = Duration.between(now, time.plus(properties.retention()));
        return Math.toIntExact(Math.max(1, left.plusMillis(999).toSeconds()));
    }

    /** With the time of the very write that was read: a younger one is not touched. */
    void delete(List<StoredEntry> entries) {
        var statements = statements();
        run(
                statements,
                entries.stream()
                        .map(stored -> statements.of(stored.entry()).delete(stored))
                        .toList());
    }

    private List<AsyncResultSet> run(Statements statements, List<BoundStatement> requests) {
        return runner.run(statements.open().session(), requests, Deadline.in(TIMEOUT));
    }

    private Statements statements() {
        var open = tables.open(Deadline.in(TIMEOUT));
        var known = prepared;
        if (known == null || known.open() != open) {
            known = new Statements(
                    open,
                    SystemStatements.ofUsers(open.session(), properties.keyspace(), open.users()),
                    SystemStatements.ofProducts(open.session(), properties.keyspace(), open.products()));
            prepared = known;
        }
        return known;
    }
}
