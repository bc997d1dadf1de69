package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.EngineUse;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import java.time.Duration;

/** What it takes to remove sessions that have ended: a statement and a vacuum, or what Redis does by itself. */
final class Expiry {

    private static final String QUESTION = "Remove a tenth that has ended";
    private static final String GONE = "removed within 2 s, of those ended by then";

    private static final int TENTHS = 3;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private Expiry() {}

    static void measure(SessionSides sides, People people, RedisState redisState) throws Exception {
        sides.bench().step("removing what has ended of %,d sessions".formatted(people.count()));
        for (var tenth = 0; tenth < (sides.bench().scale() == Scale.BUILD ? 1 : TENTHS); tenth++) {
            for (var side : sides.postgres().entrySet()) {
                inPostgres(sides.bench(), side.getKey(), side.getValue(), people, tenth);
            }
        }
        if (sides.bench().scale() != Scale.BUILD) {
            inRedis(sides.bench(), people, redisState);
        }
    }

    private static void inPostgres(Workbench bench, String name, PostgresSessions side, People people, int tenth)
            throws Exception {
        side.age(tenth, people.users());
        side.vacuum();
        if (tenth == 0) {
            bench.plan(name, QUESTION, people.count(), side.removePlan());
        }
        var used = processor(bench);
        var begin = System.nanoTime();
        var removed = side.execute(side.statements().remove());
        var statement = System.nanoTime();
        side.vacuum();
        var vacuum = System.nanoTime();
        bench.count(QUESTION, name, people.count(), "sessions removed", removed, "sessions");
        bench.count(QUESTION, name, people.count(), "statement", (statement - begin) / 1e6, "ms");
        bench.count(QUESTION, name, people.count(), "vacuum", (vacuum - statement) / 1e6, "ms");
        note(bench, name, people.count(), processor(bench).minus(used), removed);
    }

    private static void inRedis(Workbench bench, People people, RedisState redisState) {
        var atFirst = redisState.removed();
        var ended = 0L;
        for (var tenth = 0; tenth < TENTHS; tenth++) {
            // Late enough for all of them to be told first.
            var at = redisState.now() + 500 + people.count() / 20;
            ended += redisState.age(people, tenth, at);
            redisState.awaitTime(at);
            var before = redisState.removed();
            redisState.awaitTime(at + WAIT.toMillis());
            var removed = redisState.removed();
            bench.count(QUESTION, SessionSides.REDIS, people.count(), "sessions removed", removed - before, "sessions");
            bench.count(QUESTION, SessionSides.REDIS, people.count(), GONE, 100.0 * (removed - atFirst) / ended, "%");
        }
    }

    private static void note(Workbench bench, String side, long size, Duration used, long removed) {
        // It is counted in hundredths of a second, and not at all in containers.
        if (!used.isZero() && removed > 0) {
            bench.count(QUESTION, side, size, "processor a session", used.toNanos() / 1e3 / removed, "µs");
        }
    }

    private static Duration processor(Workbench bench) {
        return bench.control().use(Engine.POSTGRES).map(EngineUse::processor).orElse(Duration.ZERO);
    }
}
