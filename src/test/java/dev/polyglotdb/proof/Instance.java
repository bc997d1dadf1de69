package dev.polyglotdb.proof;

import dev.polyglotdb.fixture.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.ApplicationContext;

/** Another instance of the application, a process of its own on the same stores as the tests. */
final class Instance implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private final String base;
    private final Client client;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
        var reader = new Thread(this::read, "instance-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        var port = Integer.parseInt(await(CrashingApplication.READY, START_SECONDS));
        this.base = "http://127.0.0.1:" + port;
        this.client = Client.of(port);
    }

    /**
     * Starts one, and returns when it serves.
     *
     * @param more options of its JVM, instead of those that make it start quickly and stay small
     */
    static Instance start(ApplicationContext context, String... more) {
        try {
            var folder = Files.createDirectories(Path.of("target", "proof"));
            var options = Files.createTempFile(folder, "instance", ".args");
            // In a file, since Windows has a limit for command lines that a class path may exceed.
            Files.write(options, options(context, List.of(more)));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(java, "@" + options)
                    .redirectErrorStream(true)
                    .start();
            return new Instance(process, Path.of(options + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> options(ApplicationContext context, List<String> more) {
        var options = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Xmx256m"));
        options.addAll(more);
        options.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CrashingApplication.class.getName(),
                "--server.port=0",
                "--spring.flyway.enabled=false",
                // The address of all tests, which fail to log in on purpose, is the same for this instance.
                "--polyglot.auth.throttle.address-failures=1000000",
                // So that what a dead process held is soon taken over.
                "--polyglot.outbox.lease=2s",
                "--polyglot.orders.maintenance-interval=300ms"));
        options.addAll(stores(context));
        return options.stream()
                .map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }

    private static List<String> stores(ApplicationContext context) {
        var postgres = context.getBean(JdbcConnectionDetails.class);
        var redis = Objects.requireNonNull(
                context.getBean(DataRedisConnectionDetails.class).getStandalone());
        var cassandra = context.getBean(CassandraConnectionDetails.class)
                .getContactPoints()
                .get(0);
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl(),
                "--spring.datasource.username=" + postgres.getUsername(),
                "--spring.datasource.password=" + postgres.getPassword(),
                "--spring.mongodb.uri="
                        + context.getBean(MongoConnectionDetails.class).getConnectionString(),
                "--spring.data.redis.host=" + redis.getHost(),
                "--spring.data.redis.port=" + redis.getPort(),
                "--spring.cassandra.contact-points=" + cassandra.host() + ":" + cassandra.port(),
                "--spring.neo4j.uri="
                        + context.getBean(Neo4jConnectionDetails.class).getUri());
    }

    Client client() {
        return client;
    }

    /** Its address, without a slash at the end. */
    String base() {
        return base;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Lets it stop at a point, after the point was passed some times. */
    void arm(CrashPoint point, int passes) {
        tell("arm " + point + " " + passes);
    }

    /** Lets it go on from the point where it stopped. */
    void resume() {
        tell("resume");
    }

    private void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Waits until it has stopped at the point that was armed. */
    void awaitReached(CrashPoint point) {
        await(CrashPoints.REACHED + point, 30);
    }

    /** Waits until it has done what comes after the point where it had stopped. */
    void awaitLeft(CrashPoint point) {
        await(CrashPoints.LEFT + point, 30);
    }

    boolean isReached(CrashPoint point) {
        return signals.contains(CrashPoints.REACHED + point);
    }

    private String await(String signal, int seconds) {
        try {
            var line = signals.poll(seconds, TimeUnit.SECONDS);
            if (line == null || !line.startsWith(signal)) {
                kill();
                throw new AssertionError("no \"%s\" but %s, see %s".formatted(signal, line, log));
            }
            return line.substring(signal.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what the process says, and picks out what it says to us. */
    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                if (line.startsWith(CrashingApplication.READY)
                        || line.startsWith(CrashPoints.REACHED)
                        || line.startsWith(CrashPoints.LEFT)) {
                    signals.add(line);
                }
            }
        } catch (IOException e) {
            signals.add(e.toString());
        }
        signals.add("its end");
    }

    /** Ends it with signal 9: it has no chance to do anything more. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
