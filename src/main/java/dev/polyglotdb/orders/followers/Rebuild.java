package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Rebuilds one follower from the orders, and goes on where the last attempt stopped. */
final class Rebuild {

    /** Orders with their states at the time of reading. */
    private record Piece(List<Long> ids, List<OrderState> states) {}

    private final OrderFollower follower;
    private volatile int batch;

    Rebuild(OrderFollower follower) {
        this.follower = follower;
        this.batch = follower.batchSize();
    }

    void run(JobRun run) {
        follower.prune(run::alive);
        var piece = read(run.job().position());
        while (!piece.ids().isEmpty()) {
            var last = piece.ids().get(piece.ids().size() - 1);
            // Reads the next orders while these are written.
            var next = CompletableFuture.supplyAsync(() -> read(last), Rebuild::inAThread);
            follower.restore(piece.states());
            run.passed(piece.ids().size(), last);
            batch = Math.min(follower.batchSize(), batch * 2);
            piece = await(next);
        }
        follower.finish(run::alive);
    }

    /** A slow store may be able to process a smaller batch in time. */
    void slowDown() {
        batch = Math.max(1, batch / 4);
    }

    private Piece read(long after) {
        var ids = follower.orderScan().idsAfter(after, batch);
        return new Piece(ids, follower.orderScan().find(ids));
    }

    private static void inAThread(Runnable task) {
        new Thread(task, "rebuild-read").start();
    }

    private static Piece await(CompletableFuture<Piece> next) {
        try {
            return next.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
