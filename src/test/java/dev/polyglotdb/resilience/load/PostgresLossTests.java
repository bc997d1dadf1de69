package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.PostgresPair;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * An asynchronous stand-by that missed the last orders takes over, and the shop is put in order as the run book says.
 * The command is
 * <pre>./mvnw test -Dtest=PostgresLossTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@SecondShop
@Tag("measurement")
class PostgresLossTests {

    /** As the run book says it. */
    private static final String MOVE_NUMBERS_ON = """
            select setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 1) + 1000000) from pg_sequences""";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Shop shop;
    private final ApplicationContext context;

    PostgresLossTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void whatIsLostIsToldAndTheOtherStoresBecomeEqualToWhatIsLeft() throws Exception {
        try (var pair = new PostgresPair(false);
                var drill = new PostgresDrill(pair, null, shop, context)) {
            var admin = drill.admin();
            // Other tests of this shop leave entries of orders that this PostgreSQL never had.
            rebuild(admin, "activity");
            rebuild(admin, "recommendations");
            assertThat(equal(check(admin))).isTrue();

            drill.failOver(true);

            var jdbc = drill.jdbc();
            var lost = drill.buyers().lost(jdbc);
            var held = heldWithoutAnOrder(jdbc);
            var money = unknown(held, jdbc);
            settle(jdbc);
            var before = check(admin);
            rebuild(admin, "activity");
            rebuild(admin, "recommendations");
            var after = check(admin);

            drill.print("asynchronous stand-by");
            System.out.printf(
                    "| ids given out again | payments without an order | check before | check after |%n| %d | %d | %s | %s |%n",
                    givenOutAgain(jdbc, lost.toArray(Long[]::new)), money, summary(before), summary(after));
            assertThat(lost).as("lost").isNotEmpty();
            assertThat(drill.buyers().doubled(jdbc)).as("doubled").isZero();
            assertThat(drill.failedPages())
                    .as("pages of the catalog that failed")
                    .isZero();
            assertThat(givenOutAgain(jdbc, lost.toArray(Long[]::new))).isPositive();
            assertThat(held).as("payments of lost orders").hasSizeGreaterThanOrEqualTo(lost.size());
            // Of a buyer's first lost order the stand-by may know the attempt, whose money the sweep will release.
            assertThat(held.size() - money).as("known attempts").isBetween(0, PostgresDrill.BUYERS);
            assertThat(equal(before)).isFalse();
            assertThat(equal(after)).isTrue();

            var next = next(jdbc);
            jdbc.sql(MOVE_NUMBERS_ON).query(Long.class).list();
            assertThat(next(jdbc)).isGreaterThan(next + 1_000_000);
        }
    }

    /** What the provider holds and no order has. */
    private Set<UUID> heldWithoutAnOrder(JdbcClient jdbc) {
        var held = new HashSet<>(context.getBean(JdbcClient.class)
                .sql("select reference from simulated_gateway where status <> 'RELEASED'")
                .query(UUID.class)
                .list());
        held.removeAll(jdbc.sql("select reference from payments where reference is not null")
                .query(UUID.class)
                .list());
        return held;
    }

    /** Of these what the sweep will not release either, as the run book tells to find it. */
    private static int unknown(Set<UUID> held, JdbcClient jdbc) {
        var unknown = new HashSet<>(held);
        unknown.removeAll(jdbc.sql("select reference from payment_attempts")
                .query(UUID.class)
                .list());
        return unknown.size();
    }

    private static long givenOutAgain(JdbcClient jdbc, Long[] lost) {
        return jdbc.sql("select count(*) from orders where id = any(:lost)")
                .param("lost", lost)
                .query(Long.class)
                .single();
    }

    private static long next(JdbcClient jdbc) {
        return jdbc.sql("select nextval('orders_seq')").query(Long.class).single();
    }

    private static void settle(JdbcClient jdbc) {
        await("the outbox")
                .atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from outbox")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private static void rebuild(Client admin, String target) {
        ended(admin, admin.post("/admin/projections/rebuild", "{\"target\": \"%s\"}".formatted(target)));
    }

    private static JsonNode check(Client admin) {
        var reply = admin.get("/admin/projections/check");
        return reply.status() == 200 ? reply.body() : ended(admin, reply).at("/result");
    }

    private static Reply ended(Client admin, Reply started) {
        var path = "/admin/projections/jobs/" + started.number("/id");
        await("the job")
                .atMost(PATIENCE)
                .until(() -> !admin.get(path).text("/status").equals("RUNNING"));
        var job = admin.get(path);
        assertThat(job.text("/status")).as(job.toString()).isEqualTo("COMPLETED");
        return job;
    }

    private static String summary(JsonNode check) {
        var text = check.toString();
        return text.length() < 300 ? text : text.substring(0, 300) + " …";
    }

    /** Returns whether both followers are told to be equal, and fails if one is not told of. */
    private static boolean equal(JsonNode check) {
        var told = List.of(check.at("/activity/equal"), check.at("/recommendations/equal"));
        assertThat(told).as(check.toString()).allMatch(JsonNode::isBoolean);
        return told.stream().allMatch(JsonNode::booleanValue);
    }
}
