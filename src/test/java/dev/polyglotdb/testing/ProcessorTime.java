package dev.polyglotdb.testing;

import java.time.Duration;

/** How long processors have worked, for measurements. */
public final class ProcessorTime {

    private ProcessorTime() {}

    /** Of this process, which is the application and its clients. */
    public static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of Neo4j; nothing if it is not a child of this process. */
    public static Duration neo4j() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("Neo4jMain"))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
