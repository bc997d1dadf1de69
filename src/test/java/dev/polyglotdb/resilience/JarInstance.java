package dev.polyglotdb.resilience;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** An instance of a packaged jar, of whatever version, on the stores of the tests. */
public final class JarInstance implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(6);

    private final Process process;
    private final Path log;
    private final Client client;

    private JarInstance(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.client = Client.of(port);
    }

    /**
     * Starts an instance, and returns when it is ready.
     *
     * @param more options of the application, which override those that name the stores
     */
    public static JarInstance start(ApplicationContext context, Path jar, int port, List<String> more) {
        try {
            var log = Files.createTempFile(InstanceCommand.folder(), "jar", ".log");
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx384m",
                    "-jar",
                    jar.toString(),
                    "--server.port=" + port));
            // Spring Boot would make one list of an option that occurs twice.
            Map<String, String> options = new LinkedHashMap<>();
            Stream.of(InstanceCommand.stores(context), more)
                    .flatMap(List::stream)
                    .forEach(option -> options.put(option.substring(0, option.indexOf('=')), option));
            words.addAll(options.values());
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var instance = new JarInstance(process, log, port);
            instance.awaitReady();
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            await("the instance of " + log)
                    .atMost(START)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> !process.isAlive()
                            || client.get("/actuator/health/readiness").status() == 200);
        } catch (RuntimeException never) {
            close();
            throw never;
        }
        if (!process.isAlive()) {
            throw new AssertionError("the instance ended, see " + log);
        }
    }

    public Client client() {
        return client;
    }

    /**
     * Asks the instance to shut down, with SIGTERM, and waits for it.
     *
     * @throws AssertionError if it takes longer
     */
    public void terminate(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new AssertionError("did not end in %s, see %s".formatted(patience, log));
        }
    }

    /** Kills the instance if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
