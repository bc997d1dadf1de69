package dev.polyglotdb.resilience.fuzz;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What the application holds on to.
 *
 * @param heap bytes that are still in use after a collection
 * @param threads but for those that serve requests, of which there are so many at most
 * @param meters kinds of things that are counted, which must not depend on what clients send
 */
record Footprint(long heap, long threads, int meters, int sessions) {

    static Footprint of(ApplicationContext context) {
        return new Footprint(
                usedHeap(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.getName().contains("-exec-"))
                        .count(),
                context.getBean(MeterRegistry.class).getMeters().size(),
                Objects.requireNonNull(
                                context.getBean(StringRedisTemplate.class).keys("session:*"))
                        .size());
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
