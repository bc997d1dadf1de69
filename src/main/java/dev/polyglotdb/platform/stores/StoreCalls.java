package dev.polyglotdb.platform.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sums up the calls that this instance makes, from the timers that are there for the operator's metrics. */
@Component
public class StoreCalls {

    /**
     * The calls of a store by this instance.
     *
     * @param answered how many were answered since the start; {@code failed} and {@code refused} likewise
     * @param perSecond how many were answered or failed in each of the last seconds
     * @param median how long an answer took in the last minutes, in milliseconds; null if there was none
     * @param slowest how long the slowest hundredth of the answers took at least
     */
    public record Calls(
            long answered,
            long failed,
            long refused,
            BigDecimal perSecond,
            @JsonProperty("p50Ms") @Nullable BigDecimal median,
            @JsonProperty("p99Ms") @Nullable BigDecimal slowest) {}

    private record Sample(long at, Map<Store, Long> calls) {}

    private static final int SAMPLES = 6;
    private static final double MEDIAN = 0.5;
    private static final double SLOWEST = 0.99;

    private final MeterRegistry meters;
    private final Deque<Sample> samples = new ArrayDeque<>();

    StoreCalls(MeterRegistry meters) {
        this.meters = meters;
        sample();
    }

    @Scheduled(fixedRate = 1000)
    final synchronized void sample() {
        var calls = new EnumMap<Store, Long>(Store.class);
        Arrays.stream(Store.values())
                .forEach(store -> calls.put(store, count(store, "answered") + count(store, "failed")));
        samples.addLast(new Sample(System.nanoTime(), calls));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }

    /** Returns the calls of a store. */
    public Calls of(Store store) {
        var answered = meters.find("store.calls")
                .tags("store", store.id(), "outcome", "answered")
                .timer();
        return new Calls(
                count(store, "answered"),
                count(store, "failed"),
                count(store, "refused"),
                perSecond(store),
                percentile(answered, MEDIAN),
                percentile(answered, SLOWEST));
    }

    private long count(Store store, String outcome) {
        var timer = meters.find("store.calls")
                .tags("store", store.id(), "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private synchronized BigDecimal perSecond(Store store) {
        var first = samples.getFirst();
        var last = samples.getLast();
        var calls = last.calls().getOrDefault(store, 0L) - first.calls().getOrDefault(store, 0L);
        var nanos = last.at() - first.at();
        return nanos == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(calls * 1e9 / nanos).setScale(1, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal percentile(@Nullable Timer timer, double percentile) {
        if (timer == null) {
            return null;
        }
        for (var value : timer.takeSnapshot().percentileValues()) {
            if (value.percentile() == percentile && value.value() > 0) {
                return BigDecimal.valueOf(value.value(TimeUnit.MILLISECONDS)).setScale(3, RoundingMode.HALF_UP);
            }
        }
        return null;
    }
}
