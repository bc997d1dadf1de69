package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.privacy.Leaver;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An instance stops for so long that it counts as dead, and then continues. Another instance has taken over meanwhile,
 * so whatever the first one still does must have no effect.
 */
@ShopTest
class LatecomerTests {

    @SuppressWarnings("NullAway.Init")
    private static Instance late;

    private final Shop shop;
    private final Leaver leaver;
    private final Traces traces;
    private final World world;
    private final Invariants invariants;
    private final WorkerThreads ownWorkers;
    private final JdbcClient jdbc;

    LatecomerTests(Shop shop, ApplicationContext context, @Qualifier("outboxThreads") WorkerThreads ownWorkers) {
        this.shop = shop;
        leaver = Leaver.of(shop, context);
        traces = Traces.in(context);
        this.ownWorkers = ownWorkers;
        world = World.open(shop, context, 1, 100);
        invariants = new Invariants(context);
        jdbc = context.getBean(JdbcClient.class);
    }

    @BeforeAll
    static void startAnother(@Autowired ApplicationContext context) {
        late = Instance.start(context);
    }

    @AfterAll
    static void end() {
        late.close();
    }

    @AfterEach
    void takePartAgain() {
        ownWorkers.start();
    }

    /**
     * The instance has read that the order is placed and is about to write that. Meanwhile the order is cancelled, and
     * another instance applies the cancellation.
     */
    @ParameterizedTest
    @EnumSource(names = {"BEFORE_ACTIVITY", "BEFORE_EDGES", "BEFORE_CAPTURE"})
    void whatIsAppliedLateDoesNotUndoWhatWasAppliedSince(CrashPoint point) {
        ownWorkers.stop();
        late.arm(point, 0);
        var order = place(late.client()).number("/id");
        late.awaitReached(point);
        ownWorkers.start();

        var customer = client(world.customers().get(0).client());
        world.transitions().attempt(order, "cancel", () -> customer.post("/orders/" + order + "/cancel"));
        await().until(() -> invariants.pending(world) == 0);
        late.resume();
        late.awaitLeft(point);

        invariants.hold(world);
    }

    @Test
    void noOrderIsMadeOfAPaymentThatWasGivenUp() {
        late.arm(CrashPoint.AUTHORIZED, 0);
        var reply = CompletableFuture.supplyAsync(() -> place(late.client()));
        late.awaitReached(CrashPoint.AUTHORIZED);

        invariants.sweep();
        late.resume();
        late.awaitLeft(CrashPoint.AUTHORIZED);

        assertThat(reply.join().problem()).isEqualTo("payment-unavailable");
        assertThat(invariants.find(world)).isEqualTo(Invariants.Findings.nothingWrongWith(0));
    }

    @Test
    void whoLostItsKeyMakesNoOrder() {
        late.arm(CrashPoint.AUTHORIZED, 0);
        var lateReply = CompletableFuture.supplyAsync(() -> place(late.client()));
        late.awaitReached(CrashPoint.AUTHORIZED);

        invariants.expireClaims(world);
        var reply = place(world.customers().get(0).client());
        late.resume();
        late.awaitLeft(CrashPoint.AUTHORIZED);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        assertThat(lateReply.join().problem()).isEqualTo("request-in-progress");
        assertThat(invariants.find(world)).isEqualTo(Invariants.Findings.nothingWrongWith(1));
        assertThat(place(late.client()).http().body()).isEqualTo(reply.http().body());
    }

    /** The new holder has stored nothing yet, so that only the claim keeps the latecomer from making an order. */
    @Test
    void whoLostItsKeyMakesNoOrderWhileTheNewHolderIsStillAtWork() {
        late.arm(CrashPoint.AUTHORIZED, 0);
        var lateReply = CompletableFuture.supplyAsync(() -> place(late.client()));
        late.awaitReached(CrashPoint.AUTHORIZED);

        handKeyToAnother();
        late.resume();
        late.awaitLeft(CrashPoint.AUTHORIZED);

        assertThat(lateReply.join().problem()).isEqualTo("request-in-progress");
        invariants.expireClaims(world);
        assertThat(place(late.client()).status()).isEqualTo(201);
        assertThat(invariants.find(world)).isEqualTo(Invariants.Findings.nothingWrongWith(1));
    }

    @Test
    void whatIsReportedToTheLastIsErasedToo() {
        var ada = shop.customer();
        var mark = Shop.unique("late");
        var event = "[{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}]"
                .formatted(world.products().get(0), mark);
        late.arm(CrashPoint.BEFORE_RECORDED, 0);
        var reply = CompletableFuture.supplyAsync(
                () -> late.client().withToken(ada.token()).post("/activity", event));
        late.awaitReached(CrashPoint.BEFORE_RECORDED);

        assertThat(Leaver.leave(ada).status()).isEqualTo(202);
        late.resume();
        late.awaitLeft(CrashPoint.BEFORE_RECORDED);

        assertThat(reply.join().status()).isEqualTo(201);
        assertThat(traces.of(mark)).hasSize(2);
        leaver.erasedByAdministrator(ada);
        assertThat(traces.of(mark)).isEmpty();
    }

    @Test
    void whoLogsInToTheLastHasNoSession() {
        var ada = shop.customer();
        late.arm(CrashPoint.SESSION_OPENED, 0);
        var reply = CompletableFuture.supplyAsync(() -> Leaver.logIn(ada, late.client()));
        late.awaitReached(CrashPoint.SESSION_OPENED);

        assertThat(Leaver.leave(ada).status()).isEqualTo(202);
        late.resume();
        late.awaitLeft(CrashPoint.SESSION_OPENED);

        assertThat(reply.join().status()).isEqualTo(401);
    }

    private void handKeyToAnother() {
        assertThat(jdbc.sql("update idempotency set claim = gen_random_uuid() where user_id = any(:users)")
                        .param("users", world.userIds())
                        .update())
                .isEqualTo(1);
    }

    private Reply place(Client instance) {
        var request = new OrderRequest("key", Map.of(world.products().get(0), 1), "tok_visa");
        var reply = client(instance).with("Idempotency-Key", request.key()).post("/orders", request.json());
        if (reply.status() == 201) {
            world.acknowledge(request.key(), reply.number("/id"));
        }
        return reply;
    }

    private Client client(Client instance) {
        return instance.withToken(world.customers().get(0).token());
    }
}
