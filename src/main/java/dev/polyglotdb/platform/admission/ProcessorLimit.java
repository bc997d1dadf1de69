package dev.polyglotdb.platform.admission;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * How many requests may be served at the same time. While the processors are busy, more of them only make all slower,
 * so the limit falls. While the processors are idle although requests wait for their turn, those that are served wait
 * for something else, so the limit rises. It falls by a share and rises by steps (AIMD): if those who are served wait
 * for each other, such as for a locked row, more of them gain nothing, and a burst is over before the limit is high.
 * Response times would be a worse signal: they differ between operations, and a slow store would lower the limit for
 * all.
 */
final class ProcessorLimit implements IntUnaryOperator {

    private static final double BUSY = 0.95;
    private static final double IDLE = 0.75;
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final int least;
    private final int most;
    private final DoubleSupplier load;
    private final LongSupplier nanoTime;
    private int limit;
    private long adjusted;

    /** @param load the share of the processors that is in use, from 0 to 1; anything else if it is not known */
    ProcessorLimit(int least, int most, DoubleSupplier load, LongSupplier nanoTime) {
        this.least = least;
        this.most = most;
        this.load = load;
        this.nanoTime = nanoTime;
        this.limit = least;
        this.adjusted = nanoTime.getAsLong();
    }

    /** Measures the load of the machine, or of the container if its processors are limited. */
    static ProcessorLimit ofThisMachine(int least, int most) {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ProcessorLimit(least, most, machine::getCpuLoad, System::nanoTime);
    }

    @Override
    public synchronized int applyAsInt(int waiting) {
        var now = nanoTime.getAsLong();
        if (now - adjusted >= PERIOD.toNanos()) {
            adjusted = now;
            adjust(load.getAsDouble(), waiting);
        }
        return limit;
    }

    private void adjust(double busy, int waiting) {
        if (busy >= BUSY) {
            limit = Math.max(least, limit - Math.max(1, limit / 4));
        } else if (busy >= 0 && busy < IDLE && waiting > 0) {
            limit = Math.min(most, limit + Math.max(1, least / 8));
        }
    }
}
