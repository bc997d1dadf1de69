package dev.polyglotdb.lab.sessions;

import static dev.polyglotdb.lab.sessions.SessionSides.LOGIN;
import static dev.polyglotdb.lab.sessions.SessionSides.REDIS;
import static dev.polyglotdb.lab.sessions.SessionSides.USE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.platform.stores.MeasuredRedis;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Sessions: the application's own code on Redis, and a table of PostgreSQL with less and less durability. */
public final class SessionExperiment implements Experiment {

    private static final String LOGGED = "PostgreSQL, logged";
    private static final String ASYNCHRONOUS = "PostgreSQL, logged, asynchronous";
    private static final String UNLOGGED = "PostgreSQL, unlogged";
    private static final String SELDOM = "PostgreSQL, logged, prolonged once a minute";

    private final String live;

    public SessionExperiment() {
        this(PostgresSessions.LIVE);
    }

    /** @param live how PostgreSQL tells that a session has not ended; only that of the other constructor is right */
    SessionExperiment(String live) {
        this.live = live;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String title() {
        return "Sessions: read and prolong";
    }

    @Override
    public String question() {
        return "Every request looks up the session of its token and lets it live for another 30 minutes, so every read is"
                + " a write. What does that cost, and a login, and to be rid of what has ended?";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        describe(bench);
        try (var asynchronous = asynchronous(bench.postgres());
                var redisState = new RedisState(bench.redis());
                var measuredRedis = new MeasuredRedis(bench.redis(), RedisState.PREFIX)) {
            for (var size : bench.sizes(1_000, 20_000, 1_000, 100_000, 1_000_000)) {
                redisState.drop();
                drop(bench);
                var people = new People(Instant.now().truncatedTo(ChronoUnit.MILLIS), size);
                var sides = new SessionSides(bench, measuredRedis, postgres(bench.postgres(), asynchronous));
                sides.load(people, redisState);
                sides.agree(people, redisState);
                sides.use(people);
                sides.login(people);
                Expiry.measure(sides, people, redisState);
                conclude(bench, size, redisState.limit());
            }
        } finally {
            drop(bench);
        }
    }

    private Map<String, PostgresSessions> postgres(DataSource pool, DataSource asynchronous) {
        var sides = new LinkedHashMap<String, PostgresSessions>();
        sides.put(LOGGED, always(pool, "lab_session", ""));
        sides.put(ASYNCHRONOUS, always(asynchronous, "lab_session_async", ""));
        sides.put(UNLOGGED, always(pool, "lab_session_unlogged", "unlogged"));
        sides.put(
                SELDOM,
                new PostgresSessions(
                        pool,
                        "lab_session_seldom",
                        SessionStatements.prolongingOnceAMinute("lab_session_seldom", live)));
        return sides;
    }

    private PostgresSessions always(DataSource pool, String table, String kind) {
        return new PostgresSessions(pool, table, SessionStatements.prolongingAlways(table, kind, live));
    }

    /** Returns connections like those of the pool, which do not wait for the log. */
    private static HikariDataSource asynchronous(DataSource pool) throws SQLException {
        var config = new HikariConfig();
        pool.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("lab-asynchronous");
        config.setConnectionInitSql("set synchronous_commit to off");
        return new HikariDataSource(config);
    }

    private static void conclude(Workbench bench, long size, long limit) {
        for (var question : List.of(USE, LOGIN)) {
            for (var side : List.of(LOGGED, UNLOGGED, SELDOM)) {
                var redis = bench.figure(question, REDIS, size, Metric.RATE);
                var postgres = bench.figure(question, side, size, Metric.RATE);
                var verdict = redis.verdict(REDIS, postgres);
                bench.finding("%s, %,d sessions: Redis %,.0f a second, %s %,.0f: %s."
                        .formatted(question, size, redis.median(), side, postgres.median(), verdict));
            }
        }
        var bytes = bench.figure("Storage", REDIS, size, "bytes a row").median();
        bench.finding(
                "At %,d sessions, Redis needs %,.0f bytes of memory for each, so the limit of the project, %,d MB,"
                                .formatted(size, bytes, limit >> 20)
                        + " holds about %,.0f; past it a login fails.".formatted(limit / bytes));
    }

    private static void describe(Workbench bench) {
        bench.model(REDIS, "read and prolong (Sessions.use)", "GETEX session:<sha256 of the token> EX 1800");
        bench.model(REDIS, "log in (Sessions.add)", """
                ZADD user-sessions:<user> <created at> <sha256 of the token>
                PEXPIRE user-sessions:<user> 604800000
                SET session:<sha256 of the token> <json> EX 1800
                ZRANGE user-sessions:<user> 0 -1001
                ZSCORE user-sessions:<user> <sha256 of the token>""");
        bench.durability(
                REDIS, "append-only file, synced once a second: a crash of the machine loses the last second or two");
        bench.durability(LOGGED, "WAL flushed before the acknowledgement (synchronous_commit on): nothing is lost");
        bench.durability(
                ASYNCHRONOUS, "WAL flushed soon after it (synchronous_commit off): a crash loses less than a second");
        bench.durability(UNLOGGED, "no WAL: a crash of PostgreSQL empties the table, and everybody logs in again");
        bench.durability(SELDOM, "as logged; most requests write nothing, and a session may end up to a minute early");
    }

    private static void drop(Workbench bench) throws SQLException {
        new Sql(bench.postgres())
                .execute("drop table if exists lab_session, lab_session_async, lab_session_unlogged,"
                        + " lab_session_seldom");
    }
}
