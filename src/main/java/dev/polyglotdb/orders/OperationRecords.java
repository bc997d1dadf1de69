package dev.polyglotdb.orders;

import dev.polyglotdb.platform.json.StoredJson;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Stores what requests of the last 24 hours did for orders. */
@Repository
@UsesStore(Store.POSTGRES)
class OperationRecords {

    /** An operation that has ended. */
    record Entry(long orderId, OrderOperation operation) {}

    /**
     * An operation as it is stored.
     *
     * @param id unique among all operations and outbox entries
     * @param entriesAddedAt the time of its outbox entries; null if it added none
     */
    record Stored(
            long id,
            long orderId,
            OperationKind kind,
            Instant begunAt,
            @Nullable Instant entriesAddedAt,
            List<OrderOperation.Timed> steps) {}

    /** Does not wait for the disk. A crash of PostgreSQL may cost the latest of these rows. */
    private static final String ADD = """
            insert into order_operations (order_id, kind, began_at, promised_at, steps)
            select given.order_id, given.kind,
                   coalesce(given.began_at::timestamptz, now() - make_interval(secs => given.age)),
                   given.promised_at::timestamptz, given.steps
            from (select set_config('synchronous_commit', 'off', true)) unhurried,
                 unnest(:orderIds::bigint[], :kinds::text[], :begunAt::text[], :ages::float8[], :entriesAddedAt::text[],
                        :steps::text[])
                     as given (order_id, kind, began_at, age, promised_at, steps)""";

    static final String OF_ORDERS = "select * from order_operations where order_id = any(:orderIds) order by id";

    static final String PURGE = """
            delete from order_operations where ctid = any(array(
                select ctid from order_operations where began_at < now() - interval '24 hours'
                order by began_at limit :limit for update skip locked))""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ObjectReader storedSteps;

    OperationRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.storedSteps = StoredJson.listReader(json, OrderOperation.Timed.class);
    }

    void add(List<Entry> entries) {
        jdbc.sql(ADD)
                .param("orderIds", entries.stream().map(Entry::orderId).toArray(Long[]::new))
                .param("kinds", texts(entries, entry -> entry.operation().kind().name()))
                .param("begunAt", texts(entries, entry -> entry.operation().begunAt()))
                .param(
                        "ages",
                        entries.stream()
                                .map(entry -> entry.operation().age().toNanos() / 1e9)
                                .toArray(Double[]::new))
                .param(
                        "entriesAddedAt",
                        texts(entries, entry -> entry.operation().entriesAddedAt()))
                .param(
                        "steps",
                        texts(
                                entries,
                                entry -> json.writeValueAsString(
                                        entry.operation().steps())))
                .update();
    }

    private static String[] texts(List<Entry> entries, Function<Entry, @Nullable Object> value) {
        return entries.stream()
                .map(value)
                .map(found -> Objects.toString(found, null))
                .toArray(String[]::new);
    }

    /** Returns the operations on these orders, in the order in which they were noted. */
    List<Stored> of(Collection<Long> orderIds) {
        return jdbc
                .sql(OF_ORDERS)
                .param("orderIds", orderIds.toArray(Long[]::new))
                .query((row, number) -> stored(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns nothing if only another version of the application knows what was done. */
    private Optional<Stored> stored(ResultSet row) throws SQLException {
        var kind = OperationKind.of(row.getString("kind"));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var entriesAddedAt = row.getObject("promised_at", OffsetDateTime.class);
        return Optional.of(new Stored(
                row.getLong("id"),
                row.getLong("order_id"),
                kind.get(),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                entriesAddedAt == null ? null : entriesAddedAt.toInstant(),
                steps(row.getString("steps"))));
    }

    List<OrderOperation.Timed> steps(String json) {
        return storedSteps.readValue(json);
    }

    /**
     * Forgets operations of more than 24 hours ago.
     *
     * @return the number of deleted rows, at most {@code limit}
     */
    int purge(int limit) {
        return jdbc.sql(PURGE).param("limit", limit).update();
    }
}
