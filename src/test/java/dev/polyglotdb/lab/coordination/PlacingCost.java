package dev.polyglotdb.lab.coordination;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.EngineUse;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What an order costs, with all that follows it: sides in turns, each until its stores have everything. */
record PlacingCost(Workbench bench) {

    static final String QUESTION = "Place an order, until all stores have it";
    static final String SERVER = "processor, application and engines";
    static final String SETTLED = "after the last answer, all stores have it within";

    void measure(List<OpenBranch> branches) {
        var order = new ArrayList<>(branches);
        var large = bench.scale() == Scale.LARGE;
        for (var round = large ? -2 : -1; round < (large ? 5 : 3); round++) {
            for (var branch : order) {
                bench.step("orders at %s".formatted(branch.side()));
                measure(branch, round >= 0);
            }
            Collections.reverse(order);
        }
    }

    private void measure(OpenBranch branch, boolean noted) {
        branch.customers().latencies();
        var used = processor(branch.instance());
        var begin = System.nanoTime();
        try (var ordering = branch.customers().orderAt(branch.instance().client())) {
            Time.pass(Duration.ofSeconds(bench.scale() == Scale.LARGE ? 5 : 1));
        }
        var placed = System.nanoTime();
        branch.stores();
        var settled = System.nanoTime();
        var spent = processor(branch.instance()).minus(used);
        var latencies = branch.customers().latencies();
        if (noted && latencies.length > 0) {
            note(branch, Metric.RATE, latencies.length / ((placed - begin) / 1e9));
            note(branch, Metric.MEDIAN, latencies[latencies.length / 2] / 1e6);
            note(branch, Metric.P99, latencies[Math.min(latencies.length - 1, latencies.length * 99 / 100)] / 1e6);
            if (bench.control().use(Engine.POSTGRES).isPresent()) {
                bench.count(QUESTION, branch.side(), 0, SERVER, spent.toNanos() / 1e3 / latencies.length, "µs");
            }
            bench.count(QUESTION, branch.side(), 0, SETTLED, (settled - placed) / 1e6, "ms");
        }
    }

    private void note(OpenBranch branch, Metric metric, double value) {
        bench.count(QUESTION, branch.side(), 0, metric.title(), value, metric.unit());
    }

    private Duration processor(Instance instance) {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> bench.control().use(engine).map(EngineUse::processor).stream())
                .reduce(instance.handle().info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus);
    }
}
