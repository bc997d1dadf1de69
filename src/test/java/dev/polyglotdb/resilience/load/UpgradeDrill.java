package dev.polyglotdb.resilience.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Haproxy;
import dev.polyglotdb.resilience.JarInstance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Closing;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two places for instances behind HAProxy, on databases of their own, in which the version before begins. */
final class UpgradeDrill implements AutoCloseable {

    static final String ADMIN = "admin@example.com";
    static final String PASSWORD = "correct horse battery";

    /** Far longer than the 36 s in which an instance must be gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApplicationContext context;
    private final Jars jars;
    private final String url;
    private final JdbcClient jdbc;
    private final int[] ports = {freePort(), freePort()};
    private final List<JarInstance> instances = new ArrayList<>();
    private final Haproxy balancer;

    UpgradeDrill(ApplicationContext context, Jars jars) throws IOException {
        this.context = context;
        this.jars = jars;
        var postgres = context.getBean(JdbcConnectionDetails.class);
        database(postgres, postgres.getJdbcUrl()).sql("create database upgrade").update();
        this.url = postgres.getJdbcUrl().replaceFirst("/\\w+(\\?|$)", "/upgrade$1");
        this.jdbc = database(postgres, url);
        try {
            for (var place = 0; place < 2; place++) {
                instances.add(start(place, jars.before()));
            }
            this.balancer = new Haproxy(OptionalTools.program("haproxy"), List.of(ports[0], ports[1]));
        } catch (IOException | RuntimeException | AssertionError failure) {
            Closing.after(failure, instances);
            throw failure;
        }
    }

    private static JdbcClient database(JdbcConnectionDetails postgres, String url) {
        return JdbcClient.create(new DriverManagerDataSource(
                url, requireNonNull(postgres.getUsername()), requireNonNull(postgres.getPassword())));
    }

    private JarInstance start(int place, Path jar) {
        return JarInstance.start(
                context,
                jar,
                ports[place],
                List.of(
                        "--spring.datasource.url=" + url,
                        "--polyglot.activity.keyspace=upgrade",
                        "--polyglot.admin.email=" + ADMIN,
                        "--polyglot.admin.password=" + PASSWORD,
                        "--polyglot.auth.password.strength=5",
                        "--polyglot.auth.throttle.address-failures=1000000",
                        "--polyglot.auth.throttle.address-registrations=1000000",
                        "--polyglot.web.farewell=5s"));
    }

    /** Replaces an instance by one of this version, while the other serves. */
    void upgrade(int place) throws InterruptedException {
        instances.get(place).terminate(PATIENCE);
        instances.set(place, start(place, jars.now()));
    }

    /** Returns a client of the instance at this place alone. */
    Client at(int place) {
        return instances.get(place).client();
    }

    Client balanced() {
        return Client.of(balancer.port());
    }

    String adminToken() {
        var login = balanced().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(ADMIN, PASSWORD));
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        return login.text("/token");
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        Closing.all(List.of(balancer, instances.get(0), instances.get(1)));
    }
}
