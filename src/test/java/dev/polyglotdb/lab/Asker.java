package dev.polyglotdb.lab;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** One of the clients that ask a side at the same time: asks as often as it can, and keeps each latency. */
final class Asker implements Callable<long[]> {

    private static final int FEW = 1024;

    private final Operation operation;
    private final int thread;
    private final int threads;
    private final Pace pace;
    private long calls;

    Asker(Operation operation, int thread, int threads, Pace pace) {
        this.operation = operation;
        this.thread = thread;
        this.threads = threads;
        this.pace = pace;
    }

    /** Asks for the time of one round, and goes on where the last ended. Returns nanoseconds. */
    @Override
    public long[] call() throws Exception {
        var latencies = new long[FEW];
        var asked = 0;
        var begin = System.nanoTime();
        for (var now = begin; goesOn(asked, now - begin); asked++) {
            operation.run(thread, thread + calls++ * threads);
            var done = System.nanoTime();
            if (asked == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * asked);
            }
            latencies[asked] = done - now;
            now = done;
        }
        return Arrays.copyOf(latencies, asked);
    }

    private boolean goesOn(int asked, long nanos) {
        return asked < pace.least() || nanos < pace.time().toNanos() && asked < pace.most();
    }
}
