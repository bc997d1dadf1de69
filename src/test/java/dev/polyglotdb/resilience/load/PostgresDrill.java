package dev.polyglotdb.resilience.load;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Haproxy;
import dev.polyglotdb.engines.PostgresPair;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.crash.CrashingApplication;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.OptionalTools;
import dev.polyglotdb.testing.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Three instances behind HAProxy, on a PostgreSQL with a stand-by. They have the other stores of the shop, in which
 * there must be no orders, and the payment provider keeps its books in the shop's PostgreSQL.
 */
final class PostgresDrill implements AutoCloseable {

    private static final String ADMIN = "admin@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final int INSTANCES = 3;
    private static final int BUYERS = 4;
    private static final int ORDERS = 200;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final PostgresPair pair;
    private final List<Instance> instances;
    private final Haproxy balancer;
    private final JdbcClient jdbc;
    private final Phases orders = new Phases();
    private final Phases pages = new Phases();
    private final AtomicInteger failedPages = new AtomicInteger();
    private final Buyers buyers;
    private double writingAgain;

    PostgresDrill(PostgresPair pair, Shop shop, ApplicationContext context) throws Exception {
        this.pair = pair;
        // One after the other: the first migrates.
        this.instances = IntStream.range(0, INSTANCES)
                .mapToObj(number -> start(pair, context))
                .toList();
        this.balancer = new Haproxy(
                OptionalTools.program("haproxy"),
                instances.stream()
                        .map(instance -> URI.create(instance.base()).getPort())
                        .toList());
        this.jdbc = JdbcClient.create(
                new DriverManagerDataSource(pair.url() + "?targetServerType=primary", pair.user(), pair.password()));
        var products = Stream.generate(() -> shop.product("10.00")).limit(5).toList();
        this.buyers = new Buyers(client(), products, BUYERS, orders);
    }

    private static Instance start(PostgresPair pair, ApplicationContext context) {
        var books = context.getBean(JdbcConnectionDetails.class);
        return Instance.start(
                context,
                "--spring.datasource.url=" + pair.url(),
                "--spring.datasource.username=" + pair.user(),
                "--spring.datasource.password=" + pair.password(),
                "--spring.flyway.enabled=true",
                "--polyglot.admin.email=" + ADMIN,
                "--polyglot.admin.password=" + PASSWORD,
                "--polyglot.orders.maintenance-interval=15s",
                "--%s=%s?user=%s&password=%s"
                        .formatted(
                                CrashingApplication.GATEWAY,
                                books.getJdbcUrl(),
                                books.getUsername(),
                                books.getPassword()));
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

    /** Returns the transactions a second that an instance costs while nobody uses it. */
    double transactionsOfAnIdleInstance() throws InterruptedException {
        Thread.sleep(IDLE.toMillis()); // until their pauses are as long as they get
        var begin = committed();
        Thread.sleep(IDLE.toMillis());
        return (committed() - begin) / (double) IDLE.toSeconds() / INSTANCES;
    }

    private long committed() {
        return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    /**
     * Kills the primary while customers order, and promotes the stand-by once the instances notice.
     *
     * @param freeze whether the stand-by receives nothing of the last orders
     */
    void failOver(boolean freeze) throws Exception {
        orders.begin("before");
        pages.begin("before");
        try (var ordering = buyers.start();
                var looking = Meanwhile.repeat(this::look)) {
            buyers.awaitMore(ORDERS);
            if (freeze) {
                pair.freezeReplication();
                buyers.awaitMore(ORDERS);
            }
            orders.begin("away");
            pages.begin("away");
            pair.killPrimary();
            await("health")
                    .until(() -> instances
                                    .get(0)
                                    .client()
                                    .get("/actuator/health/stores")
                                    .status()
                            == 503);
            pair.promoteStandby();
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

    void print() {
        System.out.printf(
                "| acknowledged | lost | doubled | seconds away | after the promotion | failed pages |%n"
                        + "| %d | %d | %d | %.1f | %.1f | %d |%n| p99 of orders | %s |%n| p99 of pages | %s |%n",
                buyers.acknowledged(),
                buyers.lost(jdbc).size(),
                buyers.doubled(jdbc),
                buyers.longestPause().toMillis() / 1e3,
                writingAgain,
                failedPages.get(),
                orders.p99(),
                pages.p99());
    }

    @Override
    public void close() {
        balancer.close();
        instances.forEach(Instance::close);
    }
}
