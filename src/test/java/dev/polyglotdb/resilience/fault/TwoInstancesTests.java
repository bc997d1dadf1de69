package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application of the test and a {@link SecondInstance} use the same stores at the same time. */
@ShopTest
class TwoInstancesTests {

    @SuppressWarnings("NullAway.Init")
    private static SecondInstance second;

    private final Shop shop;
    private final ApplicationContext context;

    TwoInstancesTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @BeforeAll
    static void startAnother(@Autowired ApplicationContext context) throws IOException {
        second = new SecondInstance(context);
    }

    @AfterAll
    static void end() {
        second.close();
    }

    @Test
    void throughPgBouncerEveryEndpointIsServedByFewConnections() {
        var world = World.open(shop, context, 1, 1000);
        var ada = world.customers().get(0);
        // More often than after how many times the driver would prepare a statement on the server.
        for (var i = 0; i < 10; i++) {
            var request = new OrderRequest("pooled-" + i, BothInstances.items(world, 1), "tok_visa");
            second.assertServesReads(ada, both().place(world, ada, request, 1).number("/id"));
        }
        second.assertFewConnections();
        new Invariants(context).hold(world);
    }

    @Test
    void aNewDatabaseIsMigratedThroughPgBouncer() {
        assertThat(second.migrateNewDatabase()).isGreaterThan(9);
    }

    @Test
    void theSameKeySentToBothAtOnceLeadsToOneOrder() {
        var world = World.open(shop, context, 1, 1000, 1000);
        var ada = world.customers().get(0);
        for (var i = 0; i < 12; i++) {
            var request =
                    new OrderRequest("key-" + i, BothInstances.items(world, 1), i % 3 == 0 ? "invoice" : "tok_visa");

            var replies = Parallel.each(6, n -> both().place(world, ada, request, n));

            assertThat(replies).extracting(Reply::status).containsOnly(201);
            assertThat(replies)
                    .extracting(reply -> reply.http().body())
                    .containsOnly(replies.get(0).http().body());
            assertThat(replies.stream()
                            .filter(reply ->
                                    reply.header("Idempotency-Replayed").isEmpty()))
                    .hasSize(1);
        }
        new Invariants(context).hold(world);
    }

    @Test
    void theLastOfTheStockIsSoldOnce() {
        var world = World.open(shop, context, 5, 10, 15);

        var statuses = Parallel.each(40, i -> {
                    var ada = world.customers().get(i % 5);
                    var request = new OrderRequest("key-" + i, BothInstances.items(world, 1), "tok_visa");
                    return both().place(world, ada, request, i);
                })
                .stream()
                .map(Reply::status)
                .toList();

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        new Invariants(context).hold(world);
    }

    @Test
    void ofCancellingAndShippingAtOnceExactlyOneSucceeds() {
        var world = World.open(shop, context, 1, 1000);
        var ada = world.customers().get(0);
        for (var i = 0; i < 30; i++) {
            var request = new OrderRequest("key-" + i, BothInstances.items(world, 1), "tok_visa");
            var order = both().place(world, ada, request, i).number("/id");

            var statuses = both().cancelAndShip(world, order, i % 2);

            var cancelled = statuses.equals(List.of(200, 200, 409, 409));
            var shipped = statuses.equals(List.of(409, 409, 200, 409)) || statuses.equals(List.of(409, 409, 409, 200));
            assertThat(cancelled || shipped)
                    .as("cancel, cancel, ship, ship: %s", statuses)
                    .isTrue();
        }
        new Invariants(context).hold(world);
    }

    @Test
    void bothWorkOffOneOutboxAndEachEffectIsThereOnce() {
        var world = World.open(shop, context, 4, 10_000, 10_000, 10_000);
        Parallel.each(
                8,
                thread -> IntStream.range(0, 25)
                        .mapToObj(i -> {
                            var ada = world.customers().get(thread % 4);
                            var request = new OrderRequest(
                                    "key-%d-%d".formatted(thread, i),
                                    BothInstances.items(world, 1),
                                    i % 2 == 0 ? "invoice" : "tok_visa");
                            var order = both().place(world, ada, request, i).number("/id");
                            return i % 4 == 0 && BothInstances.cancel(world, both().at(thread, ada), order);
                        })
                        .toList());
        var repeats = context.getBean(JdbcClient.class)
                .sql("""
                        insert into outbox (order_id, sink)
                        select o.id, sink from orders o join payments p on p.order_id = o.id
                        cross join unnest(array['activity', 'recommendations', 'payments']) sink cross join generate_series(1, 5)
                        where o.user_id = any(:users) and (sink <> 'payments' or p.method = 'CARD')""")
                .param("users", world.userIds())
                .update();

        assertThat(repeats).isEqualTo(200 * 2 * 5 + 8 * 12 * 5);
        new Invariants(context).hold(world);
    }

    @Test
    void aSessionThatOneEndsIsDeadOnTheOther() {
        var ada = shop.customer();
        var there = second.instance().client().withToken(ada.token());
        assertThat(there.get("/users/me").status()).isEqualTo(200);

        assertThat(there.post("/auth/logout").status()).isEqualTo(204);

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void failedLoginsAreCountedTogether() {
        var ada = shop.customer();
        var guess = """
                {"email": "%s", "password": "wrong password"}""".formatted(ada.email());

        var statuses = Parallel.each(
                24,
                i -> (i % 2 == 0 ? shop.anybody() : second.instance().client())
                        .post("/auth/login", guess)
                        .status());

        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
        assertThat(statuses).containsOnly(401, 429);
    }

    @Test
    void whoHasLeftThroughOneIsNobodyOnTheOther() {
        erasure().assertNobodyOnTheOther();
    }

    @Test
    void anExportOfWhoLeavesMeanwhileBreaks() throws IOException {
        erasure().assertExportBreaks();
    }

    private ErasureAcrossInstances erasure() {
        return ErasureAcrossInstances.of(shop, context, second.instance());
    }

    private static BothInstances both() {
        return new BothInstances(second.instance());
    }
}
