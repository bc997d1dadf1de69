package dev.polyglotdb.platform.web.tomcat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * The time between the order to stop and the end of the server's work. From then on every answer ends its connection.
 * For a while new requests are served as well: clients and proxies keep connections open, and a request that is on its
 * way over one of them when the server closes it would be lost.
 */
final class Farewell implements SmartLifecycle {

    private final Duration length;
    private volatile boolean running;
    private volatile boolean begun;

    /** @param length how long new requests are served */
    Farewell(Duration length) {
        this.length = length;
    }

    /** Returns whether the instance is about to stop. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void start() {
        begun = false;
        running = true;
    }

    /** Begins before the server's own graceful shutdown, and does not delay what else stops in the same phase. */
    @Override
    public void stop(Runnable callback) {
        stop();
        if (length.isZero()) {
            callback.run();
        } else {
            CompletableFuture.delayedExecutor(length.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(callback);
        }
    }

    @Override
    public void stop() {
        begun = true;
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
