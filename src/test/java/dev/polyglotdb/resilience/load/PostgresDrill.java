package dev.polyglotdb.resilience.load;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Haproxy;
import dev.polyglotdb.engines.PgBouncer;
import dev.polyglotdb.engines.PostgresPair;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.resilience.crash.CrashingApplication;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.OptionalTools;
import dev.polyglotdb.testing.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Three instances behind HAProxy, on a PostgreSQL with a stand-by, which they may reach through a pooler. They have the
 * other stores of the shop, and the payment provider keeps its books in the shop's PostgreSQL.
 */
final class PostgresDrill implements AutoCloseable {

    private static final String ADMIN = "admin@example.com";
    private static final String PASSWORD = "correct horse battery";
    static final int INSTANCES = 3;
    static final int BUYERS = 4;
    private static final int ORDERS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final PostgresPair pair;
    private final @Nullable PgBouncer pooler;
    private final List<Instance> instances = new ArrayList<>();
    private final Haproxy balancer;
    private final JdbcClient jdbc;
    private final Phases orders = new Phases();
    private final Phases pages = new Phases();
    private final AtomicInteger failedPages = new AtomicInteger();
    private final Buyers buyers;
    private double writingAgain;

    /** @param pooler between the instances and the pair, or null */
    PostgresDrill(PostgresPair pair, @Nullable PgBouncer pooler, Shop shop, ApplicationContext context)
            throws Exception {
        this.pair = pair;
        this.pooler = pooler;
        try {
            // One after the other: the first migrates.
            for (var number = 0; number < INSTANCES; number++) {
                instances.add(owns(Instance.start(context, options(context))));
            }
            balancer = owns(new Haproxy(
                    OptionalTools.program("haproxy"),
                    instances.stream()
                            .map(instance -> URI.create(instance.base()).getPort())
                            .toList()));
            jdbc = JdbcClient.create(new DriverManagerDataSource(
                    pair.url() + "?targetServerType=primary", pair.user(), pair.password()));
            var products = Stream.generate(() -> shop.product("10.00")).limit(5).toList();
            buyers = new Buyers(client(), products, BUYERS, orders);
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    private <T extends AutoCloseable> T owns(T part) {
        owned.push(part);
        return part;
    }

    private String[] options(ApplicationContext context) {
        var books = context.getBean(JdbcConnectionDetails.class);
        return new String[] {
            Instance.USUAL_RESPONSE_TIME,
            "--spring.datasource.url=" + (pooler == null ? pair.url() : pooler.url()),
            "--polyglot.stores.postgres-pooler=" + (pooler != null),
            "--spring.datasource.username=" + pair.user(),
            "--spring.datasource.password=" + pair.password(),
            "--spring.flyway.enabled=true",
            "--polyglot.admin.email=" + ADMIN,
            "--polyglot.admin.password=" + PASSWORD,
            "--polyglot.orders.maintenance-interval=15s",
            "--%s=%s?user=%s&password=%s"
                    .formatted(
                            CrashingApplication.GATEWAY, books.getJdbcUrl(), books.getUsername(), books.getPassword())
        };
    }

    Client client() {
        return Client.of(balancer.port());
    }

    Client admin() {
        var login = client().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(ADMIN, PASSWORD));
        return client().withToken(login.text("/token"));
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Buyers buyers() {
        return buyers;
    }

    int failedPages() {
        return failedPages.get();
    }

    /** Returns how many seconds after the promotion an order was acknowledged. */
    double writingAgain() {
        return writingAgain;
    }

    /**
     * Kills the primary while customers order, and promotes the stand-by once the instances notice.
     *
     * @param freeze whether the stand-by receives nothing of the last orders, some of whose ids it gives out again
     */
    void failOver(boolean freeze) throws Exception {
        orders.begin("before");
        pages.begin("before");
        try (var ordering = buyers.start();
                var looking = Meanwhile.repeat(this::look)) {
            buyers.awaitMore(ORDERS);
            if (freeze) {
                pair.freezeReplication();
                pair.useUpLoggedNumbers("orders_seq");
                buyers.awaitMore(ORDERS);
            }
            orders.begin("away");
            pages.begin("away");
            pair.killPrimary();
            await("health")
                    .atMost(PATIENCE)
                    .until(() -> instances
                                    .get(0)
                                    .client()
                                    .get("/actuator/health/stores")
                                    .status()
                            == 503);
            pair.promoteStandby();
            if (pooler != null) {
                pooler.leadTo(pair.standbyPort());
            }
            var promoted = System.nanoTime();
            buyers.awaitMore(1);
            writingAgain = (System.nanoTime() - promoted) / 1e9;
            orders.begin("after");
            pages.begin("after");
            buyers.awaitMore(ORDERS);
        }
    }

    private void look() {
        var begin = System.nanoTime();
        var status = client().get("/products?limit=5").status();
        pages.add(System.nanoTime() - begin);
        if (status != 200) {
            failedPages.incrementAndGet();
        }
    }

    void print(String drill) {
        orders.print(drill, buyers.acknowledged(), buyers.lost(jdbc).size(), buyers.doubled(jdbc));
        System.out.printf(
                "| after the promotion | failed pages | p99 of pages |%n| %.1f s | %d | %s |%n",
                writingAgain, failedPages.get(), pages.p99());
    }

    @Override
    public void close() throws Exception {
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }
}
