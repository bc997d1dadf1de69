package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Rebuilds one follower from the orders, and goes on where the last attempt stopped. */
final class Rebuild {

    private static final String PRUNE = "prune";
    private static final String RESTORE = "restore";
    private static final String FINISH = "finish";
    private static final List<String> PARTS = List.of(PRUNE, RESTORE, FINISH);

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

    private void restore(JobRun run) {
        var page = read(run.job().position(), run);
        while (page.size() > 0) {
            var last = page.last();
            // Reads the next orders while these are written.
            @Nullable CompletableFuture<OrderPage> next = run.isAlone() ? ReadAhead.start(() -> read(last, run)) : null;
            follower.restore(page.states());
            run.passed(page.size(), last);
            batch = Math.min(follower.batchSize(), batch * 2);
            page = next == null ? read(last, run) : ReadAhead.await(next);
        }
    }

    /** A slow store may be able to process a smaller batch in time. */
    void slowDown() {
        batch = Math.max(1, batch / 4);
    }

    private OrderPage read(long after, JobRun run) {
        return follower.orderScan().page(after, run.stepSize(batch));
    }
}
