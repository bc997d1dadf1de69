package dev.polyglotdb.products.cache;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A reader that is held up between reading a product and storing its copy in the cache. */
final class SlowReader {

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CompletableFuture<Optional<ProductCopy>> answer;

    private SlowReader(ProductCache cache, String id, Supplier<Optional<ProductCopy>> read) {
        var hasRead = new CountDownLatch(1);
        answer = CompletableFuture.supplyAsync(
                () -> cache.get(id, () -> {
                    var found = read.get();
                    hasRead.countDown();
                    await(goOn);
                    return found;
                }),
                task -> new Thread(task).start());
        await(hasRead);
    }

    /** Returns when the reader has read the product and is waiting. */
    static SlowReader start(ProductCache cache, String id, Supplier<Optional<ProductCopy>> read) {
        return new SlowReader(cache, id, read);
    }

    /** Lets the reader continue, and returns when it has tried to fill the cache. */
    long finish() {
        goOn.countDown();
        return answer.orTimeout(20, SECONDS).join().orElseThrow().version();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, SECONDS)) {
                throw new AssertionError("nothing happened in 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
