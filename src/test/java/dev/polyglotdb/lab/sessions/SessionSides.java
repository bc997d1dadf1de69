package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.auth.MeasuredSessions;
import dev.polyglotdb.auth.MeasuredSessions.Content;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.platform.stores.MeasuredRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The models that are asked: one in Redis, and some in PostgreSQL. */
record SessionSides(Workbench bench, MeasuredRedis measuredRedis, Map<String, PostgresSessions> postgres) {

    static final String REDIS = "Redis";
    static final String USE = "Read and prolong";
    static final String LOGIN = "Log in";

    private static final int CLIENTS = 8;
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    /** Far longer than a million sessions take. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private interface Use {
        Optional<Content> use(String token) throws Exception;
    }

    /** Creates the tables of PostgreSQL, and fills all sides. */
    void load(People people, RedisState redisState) throws Exception {
        var size = people.count();
        bench.step("loading %,d sessions into Redis".formatted(size));
        var before = redisState.memory();
        loadRedis(people);
        bench.storage(REDIS, size, size, redisState.memory() - before);
        for (var side : postgres.entrySet()) {
            bench.step("loading %,d sessions into %s".formatted(size, side.getKey()));
            var statements = side.getValue().statements();
            bench.model(side.getKey(), "table and index", statements.create());
            bench.model(side.getKey(), "log in", statements.add());
            bench.model(side.getKey(), "read and prolong", statements.use());
            bench.model(side.getKey(), "remove what has ended", statements.remove());
            side.getValue().execute(statements.create());
            side.getValue().load(people);
            bench.storage(side.getKey(), size, size, side.getValue().bytes());
        }
    }

    private void loadRedis(People people) throws Exception {
        var measuredSessions = new MeasuredSessions(measuredRedis, MeasuredSessions.TTL);
        var tasks = IntStream.range(0, CLIENTS * 2)
                .<Callable<Void>>mapToObj(first -> () -> {
                    for (var i = first; i < people.count(); i += CLIENTS * 2) {
                        var login = people.login(i);
                        measuredSessions.add(login.token(), login.content());
                    }
                    return null;
                })
                .toList();
        var pool = Executors.newFixedThreadPool(CLIENTS * 2);
        try {
            for (var task : pool.invokeAll(tasks, PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
                task.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Has the sides tell which sessions live, and fails unless they agree on each, and on what it holds. */
    void agree(People people, RedisState redisState) throws Exception {
        var measuredSessions = new MeasuredSessions(measuredRedis, MeasuredSessions.TTL);
        var endingAtOnce = new MeasuredSessions(measuredRedis, AT_ONCE);
        var doubtful = people.doubtful();
        for (var login : doubtful) {
            (login.unused() ? endingAtOnce : measuredSessions).add(login.token(), login.content());
            for (var side : postgres.values()) {
                side.add(login.token(), login.content(), login.unused() ? Duration.ZERO : MeasuredSessions.TTL);
            }
        }
        redisState.awaitEnd(doubtful.stream()
                .filter(People.Login::unused)
                .map(People.Login::token)
                .toList());
        var tokens =
                new ArrayList<>(IntStream.range(0, 200).mapToObj(people::token).toList());
        doubtful.forEach(login -> tokens.add(login.token()));
        var answers = new LinkedHashMap<String, Callable<List<String>>>();
        answers.put(REDIS, () -> texts(tokens, measuredSessions::use));
        postgres.forEach((name, side) -> answers.put(name, () -> texts(tokens, side::use)));
        bench.same(USE, people.count(), answers);
        for (var side : postgres.entrySet()) {
            bench.plan(side.getKey(), USE, people.count(), side.getValue().usePlan(people.token(0)));
        }
    }

    private static List<String> texts(List<String> tokens, Use side) throws Exception {
        var texts = new ArrayList<String>();
        for (var token : tokens) {
            texts.add(side.use(token).map(Content::toString).orElse("none"));
        }
        return texts;
    }

    /** Measures requests of everybody in turn, and how much the tables have grown by it. */
    void use(People people) throws Exception {
        var measuredSessions = new MeasuredSessions(measuredRedis, MeasuredSessions.TTL);
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(
                REDIS,
                (thread, i) -> measuredSessions.use(people.token(i * 7919)).orElseThrow());
        postgres.forEach((name, side) -> operations.put(
                name, (thread, i) -> side.use(people.token(i * 7919)).orElseThrow()));
        bench.measure(USE, people.count(), CLIENTS, operations);
        for (var side : postgres.entrySet()) {
            var bytes = (double) side.getValue().bytes() / people.count();
            bench.count("Storage", side.getKey(), people.count(), "bytes a row, after all that prolonging", bytes, "B");
        }
    }

    /** Measures logins, without what comes before: the password. */
    void login(People people) throws Exception {
        var measuredSessions = new MeasuredSessions(measuredRedis, MeasuredSessions.TTL);
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(REDIS, (thread, i) -> {
            var login = people.fresh(i);
            measuredSessions.add(login.token(), login.content());
        });
        postgres.forEach((name, side) -> operations.put(name, (thread, i) -> {
            var login = people.fresh(i);
            side.add(login.token(), login.content(), MeasuredSessions.TTL);
        }));
        for (var side : postgres.entrySet()) {
            var login = people.fresh(0);
            bench.plan(side.getKey(), LOGIN, people.count(), side.getValue().addPlan(login.token(), login.content()));
        }
        bench.measure(LOGIN, people.count(), CLIENTS, operations);
    }
}
