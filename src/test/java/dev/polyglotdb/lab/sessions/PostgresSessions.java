package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.auth.MeasuredSessions;
import dev.polyglotdb.auth.MeasuredSessions.Content;
import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.platform.Sha256;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** Sessions in a table of PostgreSQL. */
final class PostgresSessions {

    /** Before which a session has not ended. Without it, whoever has ever logged in is so for ever. */
    static final String LIVE = "and expires_at > now() and ends_at > now()";

    /** Longer than measuring takes, which is about a minute in a large run. */
    private static final Duration MEASURING = Duration.ofMinutes(10);

    private static final int BATCH = 20_000;

    private final DataSource postgres;
    private final String table;
    private final SessionStatements statements;
    private final Sql sql;

    PostgresSessions(DataSource postgres, String table, SessionStatements statements) {
        this.postgres = postgres;
        this.table = table;
        this.statements = statements;
        this.sql = new Sql(postgres);
    }

    /** @return how many rows it changed */
    int execute(String statement) throws SQLException {
        return sql.execute(statement);
    }

    SessionStatements statements() {
        return statements;
    }

    /**
     * Adds them as if they were used until all has been measured. So a session that is prolonged once a minute is not
     * prolonged meanwhile.
     */
    void load(People people) throws Exception {
        var used = Instant.now().plus(MEASURING);
        for (var from = 0; from < people.count(); from += BATCH) {
            var lines = new StringBuilder();
            LongStream.range(from, Math.min(people.count(), from + BATCH))
                    .mapToObj(people::login)
                    .forEach(login -> lines.append("\\\\x%s\t%d\t{%s}\t%s\t%s\t%s\n"
                            .formatted(
                                    Sha256.hex(login.token()),
                                    login.content().userId(),
                                    String.join(",", login.content().roles()),
                                    login.content().createdAt(),
                                    login.content().endsAt(),
                                    used.plus(MeasuredSessions.TTL))));
            sql.copy(table, lines.toString());
        }
        sql.execute("vacuum analyze " + table);
    }

    void add(String token, Content content, Duration ttl) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.prepareStatement(statements.add())) {
            statement.setLong(1, content.userId());
            statement.setBytes(2, hash(token));
            statement.setLong(3, content.userId());
            statement.setArray(
                    4, connection.createArrayOf("text", content.roles().toArray()));
            statement.setTimestamp(5, Timestamp.from(content.createdAt()));
            statement.setTimestamp(6, Timestamp.from(content.endsAt()));
            statement.setLong(7, ttl.toMillis());
            statement.executeUpdate();
        }
    }

    Optional<Content> use(String token) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.prepareStatement(statements.use())) {
            statement.setBytes(1, hash(token));
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Content(
                        row.getLong(1),
                        Set.of((String[]) row.getArray(2).getArray()),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant()));
            }
        }
    }

    private static byte[] hash(String token) {
        return HexFormat.of().parseHex(Sha256.hex(token));
    }

    String usePlan(String token) throws SQLException {
        return sql.plan(statements.use(), (Object) hash(token));
    }

    String addPlan(String token, Content content) throws SQLException {
        return sql.plan(
                statements.add(),
                content.userId(),
                hash(token),
                content.userId(),
                content.roles().toArray(String[]::new),
                Timestamp.from(content.createdAt()),
                Timestamp.from(content.endsAt()),
                MeasuredSessions.TTL.toMillis());
    }

    String removePlan() throws SQLException {
        return sql.plan(statements.remove());
    }

    /** Returns the bytes of the table and its indexes. */
    long bytes() throws SQLException {
        return sql.number("select pg_total_relation_size('%s')".formatted(table));
    }

    /** Lets the sessions of a tenth of the users expire. */
    void age(int tenth, long users) throws SQLException {
        sql.execute("update %s set expires_at = now() - interval '1 second' where user_id %% 10 = %d and user_id <= %d"
                .formatted(table, tenth, users));
    }

    void vacuum() throws SQLException {
        sql.execute("vacuum " + table);
    }
}
