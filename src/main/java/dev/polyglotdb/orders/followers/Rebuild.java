package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderPage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Rebuilds one follower from the orders, and goes on where the last attempt stopped. */
final class Rebuild {

    private static final String PRUNE = "prune";
    private static final String RESTORE = "restore";
    private static final String FINISH = "finish";
    private static final List<String> PARTS = List.of(PRUNE, RESTORE, FINISH);

    /** Orders that are being written, in another thread. */
    private record Batch(OrderPage page, CompletableFuture<Void> written) {

        static Batch begin(OrderPage page, OrderFollower follower) {
            return new Batch(
                    page,
                    CompletableFuture.runAsync(
                            () -> follower.restore(page.states()), task -> new Thread(task, "job-write").start()));
        }

        /** Waits until nothing is written any more, whether or not it succeeded. */
        void awaitEnd() {
            written.handle((nothing, failure) -> nothing).join();
        }
    }

    private final OrderFollower follower;
    private volatile int batch;

    Rebuild(OrderFollower follower) {
        this.follower = follower;
        this.batch = follower.batchSize();
    }

    void run(JobRun run) {
        var begun = PARTS.indexOf(run.part().orElse(PRUNE));
        if (begun <= PARTS.indexOf(PRUNE)) {
            follower.prune(run.in(PRUNE));
        }
        if (begun <= PARTS.indexOf(RESTORE)) {
            run.in(RESTORE);
            restore(run);
        }
        follower.finish(run.in(FINISH));
    }

    /** While nobody else needs the machine, batches are read and written side by side, else one after the other. */
    private void restore(JobRun run) {
        var begun = new ArrayDeque<Batch>();
        try {
            restore(run, begun);
        } finally {
            // After a failure the job goes on later or elsewhere, and a slow store must not get both.
            begun.forEach(Batch::awaitEnd);
        }
    }

    private void restore(JobRun run, Queue<Batch> begun) {
        var page = read(run.job().position(), run);
        while (page.size() > 0) {
            begun.add(Batch.begin(page, follower));
            @Nullable OrderPage next = run.isAlone() ? read(page.last(), run) : null;
            while (begun.size() >= (next == null ? 1 : follower.batchesAtOnce())) {
                end(begun.remove(), run);
            }
            page = next == null ? read(page.last(), run) : next;
        }
        while (!begun.isEmpty()) {
            end(begun.remove(), run);
        }
    }

    /** Batches end in the order of their ids, so that no orders before the stored position are left out. */
    private void end(Batch begun, JobRun run) {
        ReadAhead.await(begun.written());
        run.passed(begun.page().size(), begun.page().last());
        batch = Math.min(follower.batchSize(), batch * 2);
    }

    /** A slow store may be able to process a smaller batch in time. */
    void slowDown() {
        batch = Math.max(1, batch / 4);
    }

    private OrderPage read(long after, JobRun run) {
        return follower.orderScan().page(after, run.stepSize(batch));
    }
}
