package dev.polyglotdb.engines;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged jar as a process of its own. */
record PackagedApplication(Process process, Client client, Path log) implements AutoCloseable {

    void awaitAnswer() throws IOException {
        await().atMost(180, SECONDS)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> !process.isAlive() || client.get("/products").status() == 200);
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    }

    Reply logIn(String email, String password) {
        return client.post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /** Asks what an administrator may ask. */
    double loadedClasses(String token) {
        var metrics = client.withToken(token).get("/actuator/prometheus").http().body();
        return metrics.lines()
                .filter(line -> line.startsWith("jvm_classes_loaded_classes "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
