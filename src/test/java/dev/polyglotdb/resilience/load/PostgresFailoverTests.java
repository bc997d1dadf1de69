package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.PgBouncer;
import dev.polyglotdb.engines.PostgresPair;
import dev.polyglotdb.testing.OptionalTools;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * The primary of PostgreSQL is killed under load and its synchronous stand-by takes over, as the run book says,
 * directly and through PgBouncer. Also counts what an idle instance asks PostgreSQL. The command is
 * <pre>./mvnw test -Dtest=PostgresFailoverTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@SecondShop
@Tag("measurement")
class PostgresFailoverTests {

    /** Of the outbox and the jobs: each looks every 4 to 6 s, and the pool checks its connection before. */
    private static final double POLLING = 1;

    /** With the probe once a second, and what is purged every 15 s. */
    private static final double ALL = 3.5;

    private static final double WRITING_AGAIN_SECONDS = 10;

    private final Shop shop;
    private final ApplicationContext context;

    PostgresFailoverTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void anIdleInstanceAsksLittle() throws Exception {
        try (var pair = new PostgresPair(true);
                var drill = new PostgresDrill(pair, null, shop, context)) {
            var idle = IdleTransactions.count(drill.jdbc());

            idle.print(PostgresDrill.INSTANCES);
            assertThat(idle.outboxLooks()).isPositive();
            assertThat(idle.jobLooks()).isPositive();
            assertThat(idle.polling() / PostgresDrill.INSTANCES).isLessThanOrEqualTo(POLLING);
            assertThat(idle.all() / PostgresDrill.INSTANCES).isLessThan(ALL);
        }
    }

    @Test
    void noAcknowledgedOrderIsLostAndOrdersArePlacedAgainWithinTenSeconds() throws Exception {
        try (var pair = new PostgresPair(true);
                var drill = new PostgresDrill(pair, null, shop, context)) {
            failOver("synchronous stand-by", drill);
        }
    }

    @Test
    void soItIsThroughAPoolerThatIsLedToTheNewPrimary() throws Exception {
        try (var pair = new PostgresPair(true);
                var pooler =
                        new PgBouncer(OptionalTools.program("pgbouncer"), pair.primaryPort(), Duration.ofSeconds(2));
                var drill = new PostgresDrill(pair, pooler, shop, context)) {
            failOver("through PgBouncer", drill);
        }
    }

    private static void failOver(String name, PostgresDrill drill) throws Exception {
        drill.failOver(false);

        drill.print(name);
        assertThat(drill.buyers().lost(drill.jdbc())).as("lost").isEmpty();
        assertThat(drill.buyers().doubled(drill.jdbc())).as("doubled").isZero();
        assertThat(drill.failedPages()).as("pages of the catalog that failed").isZero();
        assertThat(drill.writingAgain()).isLessThan(WRITING_AGAIN_SECONDS);
    }
}
