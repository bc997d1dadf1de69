package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.platform.Sha256;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;

/** Redis from outside: how much it holds, what it has removed, and room for the largest experiment. */
final class RedisState implements AutoCloseable {

    static final String PREFIX = "lab_";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LIMIT = "maxmemory";
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
                sent.add(commands.pexpireat(PREFIX + "session:" + Sha256.hex(people.token(i)), atMillis));
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
        drop();
        connection.sync().configSet(LIMIT, limit);
        connection.close();
    }
}
