package dev.polyglotdb.resilience.load;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.resilience.Instance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor time that the application and each engine have used so far. Engines are children of this process, so
 * containers do not show.
 */
record Processors(Map<String, Duration> used) {

    private static final String APPLICATION = "application";

    private static final Map<Engine, String> PROGRAMS = Map.of(
            Engine.POSTGRES, "postgres",
            Engine.MONGODB, "mongo",
            Engine.REDIS, "redis",
            Engine.CASSANDRA, "CassandraMain",
            Engine.NEO4J, "Neo4jMain");

    static Processors now(Instance instance) {
        var used = new LinkedHashMap<String, Duration>();
        used.put(APPLICATION, time(instance.handle()));
        for (var engine : Engine.values()) {
            used.put(
                    engine.title(),
                    ProcessHandle.current()
                            .descendants()
                            .filter(process -> isOf(engine, process))
                            .map(Processors::time)
                            .reduce(Duration.ZERO, Duration::plus));
        }
        return new Processors(used);
    }

    private static boolean isOf(Engine engine, ProcessHandle process) {
        var info = process.info();
        var program = info.command().map(path -> path.substring(path.lastIndexOf('/') + 1));
        var arguments = Stream.of(info.arguments().orElse(new String[0])).collect(Collectors.joining(" "));
        return Stream.concat(program.stream(), Optional.of(arguments).stream())
                .anyMatch(word -> word.toLowerCase(Locale.ROOT)
                        .contains(Objects.requireNonNull(PROGRAMS.get(engine)).toLowerCase(Locale.ROOT)));
    }

    private static Duration time(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns the microseconds a request since then, the application first. */
    String since(Processors before, int requests) {
        return used.entrySet().stream()
                .map(entry -> "%.0f"
                        .formatted(entry.getValue()
                                        .minus(before.used.getOrDefault(entry.getKey(), Duration.ZERO))
                                        .toNanos()
                                / 1e3
                                / requests))
                .collect(Collectors.joining(" | "));
    }

    static String titles() {
        return Stream.concat(Stream.of(APPLICATION), Stream.of(Engine.values()).map(Engine::title))
                .collect(Collectors.joining(" | "));
    }
}
