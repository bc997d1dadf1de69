package dev.polyglotdb.lab.sessions;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.Sha256;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Redis from outside: how much it holds, what it has removed, and room for the largest experiment. */
final class RedisState implements AutoCloseable {

    static final String PREFIX = "lab_";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LIMIT = "maxmemory";
    private static final Duration TICK = Duration.ofMillis(5);
    private static final int BATCH = 5_000;

    private final StatefulRedisConnection<String, String> connection;
    private final String limit;

    /** Sets the limit aside: that of the project holds fewer sessions than the large run has. */
    RedisState(RedisClient client) {
        connection = client.connect();
        limit = connection.sync().configGet(LIMIT).getOrDefault(LIMIT, "0");
        connection.sync().configSet(LIMIT, "0");
    }

    /** Returns the limit of its memory in bytes, as the project sets it. */
    long limit() {
        return Long.parseLong(limit);
    }

    /** Returns the bytes of its data and what it needs to find them. */
    long memory() {
        return info("memory", "used_memory");
    }

    /** Returns how many keys it has removed since they had expired. */
    long removed() {
        return info("stats", "expired_keys");
    }

    /** Waits until it is that time by the clock of Redis, by which keys expire. */
    void awaitTime(long millis) {
        await().atMost(PATIENCE).pollInterval(TICK).until(() -> now() >= millis);
    }

    /** Waits until these sessions have ended, without asking for them: that would prolong them. */
    void awaitEnd(List<String> tokens) {
        var keys = tokens.stream().map(RedisState::key).toArray(String[]::new);
        await().atMost(PATIENCE)
                .pollInterval(TICK)
                .until(() -> connection.sync().exists(keys) == 0);
    }

    /** Returns the time of its clock, in milliseconds since 1970. */
    long now() {
        var time = connection.sync().time();
        return Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
    }

    private static String key(String token) {
        return PREFIX + "session:" + Sha256.hex(token);
    }

    private long info(String section, String name) {
        return connection
                .sync()
                .info(section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Lets the sessions of a tenth of the users expire, all at the same moment.
     *
     * @return how many
     */
    long age(People people, int tenth, long atMillis) {
        var commands = connection.async();
        var sent = new ArrayList<RedisFuture<Boolean>>();
        var all = 0L;
        for (var i = 0; i < people.count(); i++) {
            if (People.user(i) % 10 == tenth) {
                sent.add(commands.pexpireat(key(people.token(i)), atMillis));
                all++;
            }
            if (sent.size() == BATCH) {
                LettuceFutures.awaitAll(PATIENCE, sent.toArray(RedisFuture[]::new));
                sent.clear();
            }
        }
        LettuceFutures.awaitAll(PATIENCE, sent.toArray(RedisFuture[]::new));
        return all;
    }

    /** Removes all keys of the experiment. */
    void drop() {
        var commands = connection.sync();
        var arguments = KeyScanArgs.Builder.limit(BATCH).match(PREFIX + "*");
        ScanCursor from = ScanCursor.INITIAL;
        do {
            var found = commands.scan(from, arguments);
            if (!found.getKeys().isEmpty()) {
                commands.unlink(found.getKeys().toArray(String[]::new));
            }
            from = found;
        } while (!from.isFinished());
    }

    @Override
    public void close() {
        try (connection) {
            try {
                drop();
            } finally {
                connection.sync().configSet(LIMIT, limit);
            }
        }
    }
}
