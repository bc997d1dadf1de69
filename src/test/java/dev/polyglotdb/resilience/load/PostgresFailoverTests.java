package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.PostgresPair;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The primary of PostgreSQL is killed under load and its synchronous stand-by takes over, as the run book says. Also
 * counts what an idle instance asks PostgreSQL. The command is
 * <pre>./mvnw test -Dtest=PostgresFailoverTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@SecondShop
@Tag("measurement")
class PostgresFailoverTests {

    private static final int IDLE_SECONDS = 30;

    /** Two looks of the outbox and the jobs, a probe, and what is purged every 15 s. */
    private static final double IDLE_TRANSACTIONS = 2.5;

    private static final int BUYERS = 4;
    private static final int ORDERS_BEFORE = 200;
    private static final Duration WRITING_AGAIN = Duration.ofSeconds(10);

    private final Shop shop;
    private final ApplicationContext context;
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger failedPages = new AtomicInteger();

    PostgresFailoverTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void noAcknowledgedOrderIsLostAndOrdersArePlacedAgainWithinTenSeconds() throws Exception {
        try (var pair = new PostgresPair();
                var instance = start(pair)) {
            var jdbc = JdbcClient.create(new DriverManagerDataSource(
                    pair.url() + "?targetServerType=primary", pair.user(), pair.password()));
            var idle = transactionsPerSecondWhileIdle(jdbc);
            System.out.printf("transactions a second of an idle instance: %.2f%n", idle);
            keepIdsApart(jdbc);

            failOver(pair, instance, jdbc);
            assertThat(idle).isLessThan(IDLE_TRANSACTIONS);
        }
    }

    private void failOver(PostgresPair pair, Instance instance, JdbcClient jdbc) throws Exception {
        var buyers = new Buyers(instance, shop.product("10.00"), BUYERS);
        double promotedAfter;
        double awayAfterPromotion;
        try (var orders = buyers.start();
                var catalog = Meanwhile.repeat(() -> look(instance))) {
            buyers.awaitMore(ORDERS_BEFORE);
            var killed = System.nanoTime();
            pair.killPrimary();
            await("health")
                    .until(() ->
                            instance.client().get("/actuator/health/stores").status() == 503);
            pair.promoteStandby();
            var promoted = System.nanoTime();
            promotedAfter = (promoted - killed) / 1e9;
            buyers.awaitMore(1);
            awayAfterPromotion = (System.nanoTime() - promoted) / 1e9;
            buyers.awaitMore(ORDERS_BEFORE);
        }

        var lost = buyers.lost(jdbc);
        var doubled = buyers.doubled(jdbc);
        System.out.printf(
                "| acknowledged | lost | doubled | promoted after | writing again after | longest pause | pages | failed pages |%n"
                        + "| %d | %d | %d | %.1f s | %.1f s | %.1f s | %d | %d |%n",
                buyers.acknowledged(),
                lost,
                doubled,
                promotedAfter,
                awayAfterPromotion,
                buyers.longestPause().toMillis() / 1e3,
                pages.get(),
                failedPages.get());
        assertThat(lost).as("lost").isZero();
        assertThat(doubled).as("doubled").isZero();
        assertThat(failedPages).as("pages of the catalog that failed").hasValue(0);
        assertThat(awayAfterPromotion).isLessThan(WRITING_AGAIN.toSeconds());
    }

    private Instance start(PostgresPair pair) {
        return Instance.start(
                context,
                "--spring.datasource.url=" + pair.url(),
                "--spring.datasource.username=" + pair.user(),
                "--spring.datasource.password=" + pair.password(),
                "--spring.flyway.enabled=true",
                "--polyglot.orders.maintenance-interval=15s");
    }

    private static double transactionsPerSecondWhileIdle(JdbcClient jdbc) throws InterruptedException {
        var begin = committed(jdbc);
        Thread.sleep(Duration.ofSeconds(IDLE_SECONDS).toMillis());
        return (committed(jdbc) - begin) / (double) IDLE_SECONDS;
    }

    private static long committed(JdbcClient jdbc) {
        return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    /** The other stores are those of the shop, which has users and orders of its own. */
    private static void keepIdsApart(JdbcClient jdbc) {
        jdbc.sql("alter table users alter column id restart with 1000000000").update();
        jdbc.sql("alter table orders alter column id restart with 1000000000").update();
    }

    private void look(Instance instance) {
        var status = instance.client().get("/products?limit=5").status();
        pages.incrementAndGet();
        if (status != 200) {
            failedPages.incrementAndGet();
        }
    }
}
