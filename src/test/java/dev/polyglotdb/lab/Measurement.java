package dev.polyglotdb.lab;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Asks the sides of one question in turns. */
final class Measurement {

    /** Far longer than a round takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String question;
    private final long size;
    private final Pace pace;
    private final StoreControl control;
    private final Notes notes;

    Measurement(String question, long size, Pace pace, StoreControl control, Notes notes) {
        this.question = question;
        this.size = size;
        this.pace = pace;
        this.control = control;
        this.notes = notes;
    }

    void run(int threads, Map<String, Operation> sides) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var askers = new LinkedHashMap<String, List<Asker>>();
            sides.forEach((side, operation) -> askers.put(
                    side,
                    IntStream.range(0, threads)
                            .mapToObj(thread -> new Asker(operation, thread, threads, pace))
                            .toList()));
            for (var warmUp = 0; warmUp < pace.warmUps(); warmUp++) {
                for (var each : askers.values()) {
                    ask(pool, each);
                }
            }
            var order = new ArrayList<>(askers.keySet());
            for (var round = 0; round < pace.rounds(); round++) {
                for (var side : order) {
                    measure(pool, side, askers.getOrDefault(side, List.of()));
                }
                Collections.reverse(order);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void measure(ExecutorService pool, String side, List<Asker> askers) throws Exception {
        var own = ProcessorTime.own();
        var engines = processors();
        var begin = System.nanoTime();
        var latencies = ask(pool, askers);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var total = ProcessorTime.own().minus(own);
        note(side, "processor, this process", total, latencies.length);
        var after = processors();
        for (var engine : after.entrySet()) {
            var used = engine.getValue().minus(engines.getOrDefault(engine.getKey(), Duration.ZERO));
            note(side, "processor, " + engine.getKey().title(), used, latencies.length);
            total = total.plus(used);
        }
        // Where the engines cannot be asked, the sum would say that they do nothing.
        if (!after.isEmpty()) {
            note(side, Metric.PROCESSOR.title(), total, latencies.length);
        }
        note(side, Metric.RATE, latencies.length / seconds);
        note(side, Metric.MEDIAN, latencies[latencies.length / 2] / 1e6);
        note(side, Metric.P99, latencies[Math.min(latencies.length - 1, latencies.length * 99 / 100)] / 1e6);
    }

    private void note(String side, Metric metric, double value) {
        notes.add(question, side, size, metric.title(), metric.unit(), value);
    }

    private void note(String side, String what, Duration used, int operations) {
        notes.add(question, side, size, what, Metric.PROCESSOR.unit(), used.toNanos() / 1e3 / operations);
    }

    private Map<Engine, Duration> processors() {
        var used = new EnumMap<Engine, Duration>(Engine.class);
        for (var engine : Engine.values()) {
            control.use(engine).ifPresent(use -> used.put(engine, use.processor()));
        }
        return used;
    }

    /** Returns the latencies of all clients in ascending order, in nanoseconds. */
    private static long[] ask(ExecutorService pool, List<Asker> askers) throws Exception {
        var all = new long[0];
        for (Future<long[]> answer : pool.invokeAll(askers, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            var latencies = result(answer);
            var from = all.length;
            all = Arrays.copyOf(all, from + latencies.length);
            System.arraycopy(latencies, 0, all, from, latencies.length);
        }
        Arrays.sort(all);
        return all;
    }

    private static long[] result(Future<long[]> answer) throws Exception {
        try {
            return answer.get();
        } catch (CancellationException late) {
            throw new IllegalStateException("a client still waits for its answer after " + PATIENCE, late);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
