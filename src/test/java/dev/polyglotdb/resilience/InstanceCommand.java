package dev.polyglotdb.resilience;

import dev.polyglotdb.resilience.crash.CrashingApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.ApplicationContext;

/** The command line that starts the application as a process on the stores of the tests. */
final class InstanceCommand {

    static final int START_SECONDS = 120;

    private static final List<String> JAVA = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xmx256m");

    private static final List<String> USUAL = List.of(
            "--server.port=0",
            "--spring.flyway.enabled=false",
            // All tests share one address and fail to log in on purpose.
            "--polyglot.auth.throttle.address-failures=1000000",
            "--polyglot.auth.throttle.address-registrations=1000000",
            "--polyglot.privacy.settle=1m",
            // Tells why it refuses a request that it can't parse.
            "--logging.level.org.apache.coyote.http11=info",
            // So that the leases of a dead process expire soon.
            "--polyglot.outbox.lease=2s",
            "--polyglot.orders.maintenance-interval=300ms");

    /** How long the stores may take, where a test's shop says so. */
    private static final List<String> PATIENCE =
            List.of("polyglot.stores.response-time", "polyglot.products.cache.block");

    private final List<String> java = new ArrayList<>(JAVA);
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private InstanceCommand(ApplicationContext context, String compilation) {
        java.add(compilation);
        with(USUAL).with(stores(context));
    }

    /** For work that is soon done: as patient with its stores as the shop of the test. */
    public static InstanceCommand quick(ApplicationContext context) {
        return new InstanceCommand(context, "-XX:TieredStopAtLevel=1")
                .with(List.of("--polyglot.auth.password.strength=5", "--polyglot.admission.patience=3s"))
                .with(patience(context));
    }

    private static List<String> patience(ApplicationContext context) {
        return PATIENCE.stream()
                .filter(context.getEnvironment()::containsProperty)
                .map(name -> "--%s=%s".formatted(name, context.getEnvironment().getProperty(name)))
                .toList();
    }

    /** For work that takes minutes: compiles and waits as in production. */
    public static InstanceCommand thorough(ApplicationContext context) {
        return new InstanceCommand(context, "-XX:+ExitOnOutOfMemoryError");
    }

    /** Adds options of the application. If an option occurs twice, the later one counts. */
    public InstanceCommand with(List<String> more) {
        more.forEach(option -> options.put(option.substring(0, option.indexOf('=')), option));
        return this;
    }

    /** Adds variables to the environment. */
    public InstanceCommand within(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** @param more options of Java, including the class path */
    public Process start(List<String> more) throws IOException {
        var words = new ArrayList<>(java);
        words.addAll(more);
        words.add(CrashingApplication.class.getName());
        words.addAll(options.values());
        // In a file, because a long class path may exceed Windows' limit for command lines.
        var file = Files.createTempFile(folder(), "instance", ".args");
        Files.write(file, words.stream().map(InstanceCommand::quoted).toList());
        var program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(program, "@" + file).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Starts an instance that is expected to fail at start-up.
     *
     * @param more options of Java, including the class path
     * @return its entire output
     */
    String startInVain(List<String> more) {
        try {
            var process = start(more);
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder for all files of the instances. */
    public static Path folder() throws IOException {
        return Files.createDirectories(Path.of("target", "proof"));
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns the options that name the stores of the tests. */
    static List<String> stores(ApplicationContext context) {
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
}
