package dev.polyglotdb.testing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something again and again beside a test until it is closed, and then fails if that failed. */
public final class Meanwhile implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Void> work;

    private Meanwhile(Runnable action) {
        work = CompletableFuture.runAsync(
                () -> {
                    while (!over.get()) {
                        action.run();
                    }
                },
                task -> new Thread(task, "meanwhile").start());
    }

    public static Meanwhile repeat(Runnable action) {
        return new Meanwhile(action);
    }

    /** Tells all to end, awaits all, and then fails if one of them has failed. */
    public static void closeAll(Collection<Meanwhile> all) {
        all.forEach(one -> one.over.set(true));
        Interruptible.join(
                CompletableFuture.allOf(all.stream().map(one -> one.work).toArray(CompletableFuture<?>[]::new)));
    }

    @Override
    public void close() {
        closeAll(List.of(this));
    }
}
