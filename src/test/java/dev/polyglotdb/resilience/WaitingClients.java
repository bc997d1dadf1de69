package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Interruptible;
import dev.polyglotdb.testing.Parallel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** More clients than the server has threads. All make a call that hangs in one store, until they are told to stop. */
public final class WaitingClients implements AutoCloseable {

    private static final int CLIENTS = 450;
    private static final int APART_MILLIS = 4;
    private static final int AGAIN_MILLIS = 2_000;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> waiting;

    /** The clients start one after the other, as real clients do. */
    public WaitingClients(StoreCall call) {
        waiting = CompletableFuture.runAsync(() -> Parallel.each(CLIENTS, i -> {
            var over = isOver(APART_MILLIS * i);
            while (!over) {
                assertThat(call.send().get().status()).isEqualTo(503);
                over = isOver(AGAIN_MILLIS);
            }
            return true;
        }));
    }

    private boolean isOver(int millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        Interruptible.join(waiting);
    }
}
