package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The cost of an import: elapsed time, heap of this JVM, and processor time of this JVM (including the client) and of
 * all engines it started.
 */
final class ImportCost {

    /** It was 0.1 to 0.3 ms, and includes what other tests do meanwhile: the more, the slower the machine. */
    private static final Duration MOST_HERE = Duration.ofMillis(10);

    /** It was 0.1 to 1.2 ms, likewise. */
    private static final Duration MOST_IN_ENGINES = Duration.ofMillis(25);

    private final long begun = System.nanoTime();
    private final Duration here = here();
    private final Duration engines = engines();

    ImportCost() {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Prints the cost, and fails if a line takes many times the processor time that it ever took. */
    void assertBounded(int lines) {
        var seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        var hereALine = here().minus(here).dividedBy(lines);
        var enginesALine = engines().minus(engines).dividedBy(lines);
        System.out.printf(
                "%d lines in %.1f s: %.0f/s; heap at most %d MiB of %d; CPU a line: %d µs here, %d µs in the engines%n",
                lines,
                seconds,
                lines / seconds,
                heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                hereALine.toNanos() / 1000,
                enginesALine.toNanos() / 1000);
        assertThat(hereALine).isLessThan(MOST_HERE);
        assertThat(enginesALine).isLessThan(MOST_IN_ENGINES);
    }

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static Duration here() {
        return time(ProcessHandle.current());
    }

    private static Duration engines() {
        return ProcessHandle.current().descendants().map(ImportCost::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration time(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
