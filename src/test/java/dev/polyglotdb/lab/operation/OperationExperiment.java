package dev.polyglotdb.lab.operation;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.EngineUse;
import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/** What each engine takes before anybody asks it anything. Comes last: it restarts all of them. */
public final class OperationExperiment implements Experiment {

    private static final String QUESTION = "Start and memory";
    private static final String STARTED = "memory, just started";

    private final ToLongFunction<EngineUse> held;

    public OperationExperiment() {
        this(EngineUse::memory);
    }

    /** @param held what an engine holds, in bytes; only that of the other constructor is right */
    OperationExperiment(ToLongFunction<EngineUse> held) {
        this.held = held;
    }

    @Override
    public String name() {
        return "operation";
    }

    @Override
    public String title() {
        return "Operation: what an engine takes to be there";
    }

    @Override
    public String question() {
        return "How long does each engine take to start and stop, and how much memory does it hold? Processes of an engine"
                + " share memory, which counts once. Containers are not asked for their memory.";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        for (var engine : Engine.values()) {
            memory(bench, engine, "memory, after the experiments");
            for (var restart = 0; restart < restarts(bench.scale(), engine); restart++) {
                restart(bench, engine);
            }
        }
        if (bench.scale() != Scale.BUILD && bench.control().use(Engine.POSTGRES).isPresent()) {
            conclude(bench);
        }
    }

    /** In the build only what restarts within a second. */
    private static int restarts(Scale scale, Engine engine) {
        return switch (scale) {
            case BUILD -> engine == Engine.REDIS ? 1 : 0;
            case SMALL -> 1;
            case LARGE -> 3;
        };
    }

    private void restart(Workbench bench, Engine engine) throws Disagreement {
        bench.step("restarting " + engine.title());
        var begin = System.nanoTime();
        bench.control().stop(engine);
        var stopped = System.nanoTime();
        bench.control().start(engine);
        var started = System.nanoTime();
        bench.count(QUESTION, side(bench, engine), 0, "stop", (stopped - begin) / 1e9, "s");
        bench.count(QUESTION, side(bench, engine), 0, "start", (started - stopped) / 1e9, "s");
        memory(bench, engine, STARTED);
    }

    private void memory(Workbench bench, Engine engine, String when) throws Disagreement {
        var use = bench.control().use(engine);
        if (use.isPresent()) {
            var bytes = held.applyAsLong(use.get());
            if (bytes <= 0) {
                throw new Disagreement("%s: %s runs, but holds nothing".formatted(QUESTION, engine.title()));
            }
            bench.count(QUESTION, side(bench, engine), 0, when, bytes / 1e6, "MB");
        }
    }

    private static String side(Workbench bench, Engine engine) {
        return engine.title() + (bench.emulated(engine) ? " (emulator, not judged)" : "");
    }

    private static void conclude(Workbench bench) {
        var all = Arrays.stream(Engine.values())
                .mapToDouble(engine ->
                        bench.figure(QUESTION, side(bench, engine), 0, STARTED).median())
                .sum();
        var postgres =
                bench.figure(QUESTION, side(bench, Engine.POSTGRES), 0, STARTED).median();
        bench.finding(
                "Just started, the five engines hold %,.0f MB, of which PostgreSQL has %,.0f MB: the other four cost %.0f times the one%s."
                        .formatted(
                                all,
                                postgres,
                                (all - postgres) / postgres,
                                bench.emulated(Engine.MONGODB) ? ", MongoDB's emulator among them" : ""));
    }
}
