package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.lab.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Timelines in one table of PostgreSQL, which serves users and products by an index each. */
final class PostgresActivity {

    static final Duration PARTITION = Duration.ofDays(7);

    private static final String TABLE = """
            create table %s (
                user_id bigint not null,
                product_id text,
                occurred_at timestamptz not null,
                event_id uuid not null,
                type text not null,
                data jsonb not null,
                primary key (user_id, occurred_at, event_id)
            )""";
    private static final String INDEX =
            "create index on %s (product_id, occurred_at desc, event_id desc, user_id desc)";
    private static final String INSERT = """
            insert into %s (user_id, product_id, occurred_at, event_id, type, data)
            values (?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""";
    private static final String PAGE = """
            select user_id, product_id, occurred_at, event_id, type, data from %s
            where %s = ? and occurred_at >= ? and occurred_at < ?
            order by occurred_at %s, event_id %4$s limit ?""";

    private final DataSource postgres;
    private final String table;
    private final boolean partitioned;
    private final String order;
    private final Instant now;
    private final Sql sql;

    /** @param order {@code desc}; anything else answers something else */
    PostgresActivity(DataSource postgres, String table, boolean partitioned, String order, Instant now) {
        this.postgres = postgres;
        this.table = table;
        this.partitioned = partitioned;
        this.order = order;
        this.now = now;
        this.sql = new Sql(postgres);
    }

    String schema() {
        return TABLE.formatted(table) + (partitioned ? " partition by range (occurred_at)" : "") + ";\n"
                + INDEX.formatted(table);
    }

    String insert() {
        return INSERT.formatted(table);
    }

    String page(String column) {
        return PAGE.formatted(table, column, order, order);
    }

    /** Makes the table and, if it has them, a partition for each week from before the retention until after now. */
    void create() throws SQLException {
        sql.execute(schema());
        if (partitioned) {
            for (var from = oldest(); from.isBefore(now.plus(PARTITION)); from = from.plus(PARTITION)) {
                sql.execute("create table %s partition of %s for values from ('%s') to ('%s')"
                        .formatted(partition(from), table, from, from.plus(PARTITION)));
            }
        }
    }

    Instant oldest() {
        return now.minus(MeasuredActivity.RETENTION);
    }

    String partition(Instant from) {
        return "%s_%d".formatted(table, from.getEpochSecond());
    }

    void load(List<ActivityEvent> events) throws Exception {
        var lines = new StringBuilder();
        for (var event : events) {
            lines.append("%d\t%s\t%s\t%s\t%s\t%s\n"
                    .formatted(
                            event.userId(),
                            event.productId(),
                            event.occurredAt(),
                            event.eventId(),
                            event.type(),
                            event.data().json()));
        }
        sql.copy(table, lines.toString());
    }

    void record(ActivityEvent event) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.prepareStatement(insert())) {
            var parameters = parameters(event);
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static Object[] parameters(ActivityEvent event) {
        return new Object[] {
            event.userId(),
            event.productId(),
            Timestamp.from(event.occurredAt()),
            event.eventId(),
            event.type(),
            event.data().json()
        };
    }

    /** Returns the newest events as texts, to be compared. */
    List<String> page(String column, Object owner, int limit) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.prepareStatement(page(column))) {
            statement.setObject(1, owner);
            statement.setTimestamp(2, Timestamp.from(oldest()));
            statement.setTimestamp(3, Timestamp.from(now.plus(Duration.ofDays(1))));
            statement.setInt(4, limit);
            var events = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(text(rows));
                }
            }
            return events;
        }
    }

    private static String text(ResultSet row) throws SQLException {
        return "%d %s %s %s %s %s"
                .formatted(
                        row.getLong(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6).replace(" ", ""));
    }

    String pagePlan(String column, Object owner, int limit) throws SQLException {
        return sql.plan(
                page(column), owner, Timestamp.from(oldest()), Timestamp.from(now.plus(Duration.ofDays(1))), limit);
    }

    String insertPlan(ActivityEvent event) throws SQLException {
        return sql.plan(insert(), parameters(event));
    }

    String plan(String statement) throws SQLException {
        return sql.plan(statement);
    }

    /** Returns the bytes of table, partitions and indexes. */
    long bytes() throws SQLException {
        return sql.number("""
                select sum(pg_total_relation_size(oid)) from pg_class
                where oid = '%1$s'::regclass or oid in (select relid from pg_partition_tree('%1$s'))""".formatted(table));
    }

    long count(Instant before) throws SQLException {
        return sql.number("select count(*) from %s where occurred_at < '%s'".formatted(table, before));
    }

    void execute(String statement) throws SQLException {
        sql.execute(statement);
    }
}
