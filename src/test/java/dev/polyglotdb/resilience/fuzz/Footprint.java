package dev.polyglotdb.resilience.fuzz;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The resources that the application holds.
 *
 * @param heap the number of bytes in use after a garbage collection
 * @param threads the number of threads, without those that serve requests, whose number is limited, and without those
 *     of JUnit, which starts one for each test class that waits for its turn
 * @param meters the number of distinct meters, which must not depend on what clients send
 */
record Footprint(long heap, long threads, int meters, int sessions) {

    static Footprint of(ApplicationContext context) {
        return new Footprint(
                usedHeap(),
                threadsNow(),
                context.getBean(MeterRegistry.class).getMeters().size(),
                Objects.requireNonNull(
                                context.getBean(StringRedisTemplate.class).keys("session:*"))
                        .size());
    }

    static long threadsNow() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.contains("-exec-") && !name.startsWith("junit-"))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
