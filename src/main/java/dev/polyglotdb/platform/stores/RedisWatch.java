package dev.polyglotdb.platform.stores;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Has the connection to a further Redis given up when it leads to no master that answers, as the store's probe does
 * with its own. Health does not tell of it.
 */
public final class RedisWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisWatch.class);
    private static final long PERIOD_SECONDS = 1;

    private final RedisProbe probe;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var looking = new Thread(task, "redis-watch");
        looking.setDaemon(true);
        return looking;
    });

    /** Begins to look once a second, in its own thread. */
    public RedisWatch(LettuceConnectionFactory connections) {
        probe = new RedisProbe(connections, () -> {});
        thread.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            probe.run();
        } catch (RuntimeException | Error failure) {
            // An error, too: nobody would look again if it left this method.
            log.debug("A further Redis does not answer", failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
