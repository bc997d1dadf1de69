package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that still answers and no longer writes, as one that was demoted to a stand-by. */
@ShopTest
@SecondShop
class DemotedPostgresTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Shop shop;
    private final JdbcClient operator;
    private final JdbcClient jdbc;

    DemotedPostgresTests(Shop shop, ApplicationContext context, JdbcClient jdbc) {
        this.shop = shop;
        this.operator = PatientSql.of(context);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void demote() {
        shop.admin();
        alter("set default_transaction_read_only = on");
    }

    @AfterEach
    void promote() {
        await().ignoreExceptions().untilAsserted(() -> alter("reset default_transaction_read_only"));
        Tally.awaitWithin(SOON, "health", () -> health().status() == 200);
    }

    @Test
    void itIsAwayForWritesServesReadsAndIsBackWithinTenSecondsOfItsPromotion() {
        Tally.awaitWithin(
                SOON,
                "health",
                () -> health().text("/components/postgres/status").equals("DOWN"));
        assertThat(shop.admin().get("/actuator/health").text("/components/postgres/details/reason"))
                .contains("stand-by or read-only");
        var refused = register(shop.anybody());
        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.text("/store")).isEqualTo("postgres");

        alter("reset default_transaction_read_only");

        Tally.awaitWithin(TEN_SECONDS, "a write", () -> register(shop.anybody()).status() == 201);
    }

    /** They would otherwise go on reading from the server that was demoted. */
    @Test
    void connectionsFromBeforeAreGivenUp() {
        var demotion =
                jdbc.sql("select clock_timestamp()::text").query(String.class).single();

        Tally.awaitWithin(
                TEN_SECONDS,
                "no such connections",
                () -> jdbc.sql("""
                                select count(*) from pg_stat_activity
                                where application_name = 'polyglotdb' and backend_start < :demotion::timestamptz""")
                                .param("demotion", demotion)
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private Reply health() {
        return shop.anybody().get("/actuator/health");
    }

    private static Reply register(Client anybody) {
        return anybody.post("/users", """
                {"email": "%s@example.com", "name": "Ada", "password": "correct horse battery"}""".formatted(Shop.unique("demoted")));
    }

    private void alter(String setting) {
        operator.sql("alter system " + setting).update();
        operator.sql("select pg_reload_conf()").query().singleValue();
    }
}
