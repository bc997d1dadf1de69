package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does with the packaged jar what the builder of the image does with it, while all five stores are away. */
class StartUpCacheIT {

    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
    private static final Pattern TRAINING_OPTIONS = Pattern.compile("<TRAINING_RUN_JAVA_TOOL_OPTIONS>(.*)</");
    private static final Duration BOUND = Duration.ofMinutes(3);

    /** Nothing listens at port 1. */
    private static final Map<String, String> ALL_AWAY = Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/polyglot",
            "SPRING_MONGODB_URI", "mongodb://127.0.0.1:1/polyglot",
            "SPRING_DATA_REDIS_PORT", "1",
            "SPRING_CASSANDRA_CONTACT_POINTS", "127.0.0.1:1",
            "SPRING_NEO4J_URI", "bolt://127.0.0.1:1");

    /** The image has Java 25, which has caches of another kind than 17 to 24. */
    private static final String CACHE = Runtime.version().feature() < 25
            ? "-XX:ArchiveClassesAtExit=application.cache"
            : "-XX:AOTCacheOutput=application.cache";

    @TempDir
    private Path folder;

    @Test
    void theTrainingRunOfTheImageNeedsNoStore() throws IOException {
        var jar = jar();
        run("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "workspace");

        var training = run(
                trainingOptions(),
                "-Dspring.context.exit=onRefresh",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                CACHE,
                "-cp",
                "workspace/" + jar.getFileName(),
                "dev.polyglotdb.PolyglotApplication");

        assertThat(training).contains("The following 1 profile is active: \"training\"");
        assertThat(folder.resolve("application.cache")).isNotEmptyFile();
    }

    private String run(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = JAVA;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        var ended = ChildProcess.run(folder, ALL_AWAY, BOUND, command);
        assertThat(ended.exit()).as(ended.output()).isZero();
        return ended.output();
    }

    private static String trainingOptions() throws IOException {
        var options = TRAINING_OPTIONS.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(options.find()).isTrue();
        return options.group(1);
    }

    private static Path jar() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "polyglotdb-*.jar")) {
            return files.iterator().next().toAbsolutePath();
        }
    }
}
