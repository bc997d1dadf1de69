package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An instance stops for so long that it counts as dead, and then continues. Another instance has taken over meanwhile,
 * so whatever the first one still does must have no effect.
 */
@ShopTest
class LatecomerTests {

    @RegisterExtension
    static final Latecomer late = new Latecomer();

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final Traces traces;
    private final World world;
    private final Invariants invariants;
    private final WorkerThreads ownWorkers;
    private final JdbcClient jdbc;

    LatecomerTests(Shop shop, ApplicationContext context, @Qualifier("outboxThreads") WorkerThreads ownWorkers) {
        this.shop = shop;
        erasureFixture = ErasureFixture.of(shop, context);
        traces = Traces.in(context);
        this.ownWorkers = ownWorkers;
        world = World.open(shop, context, 1, 100);
        invariants = new Invariants(context);
        jdbc = context.getBean(JdbcClient.class);
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
        var order = late.heldAt(point, this::place).join().number("/id");
        ownWorkers.start();

        var customer = client(world.customers().get(0).client());
        world.transitions().attempt(order, "cancel", () -> customer.post("/orders/" + order + "/cancel"));
        await().until(() -> invariants.pending(world) == 0);
        late.letGo(point);

        invariants.hold(world);
    }

    @Test
    void noOrderIsMadeOfAPaymentThatWasGivenUp() {
        var reply = late.heldAt(CrashPoint.AUTHORIZED, this::place);

        invariants.sweep();
        late.letGo(CrashPoint.AUTHORIZED);

        assertThat(reply.join().problem()).isEqualTo("payment-unavailable");
        assertThat(invariants.find(world)).isEqualTo(Invariants.Findings.nothingWrongWith(0));
    }

    @Test
    void whoLostItsKeyMakesNoOrder() {
        var lateReply = late.heldAt(CrashPoint.AUTHORIZED, this::place);

        invariants.expireClaims(world);
        var reply = place(world.customers().get(0).client());
        late.letGo(CrashPoint.AUTHORIZED);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        assertThat(lateReply.join().problem()).isEqualTo("request-in-progress");
        assertThat(invariants.find(world)).isEqualTo(Invariants.Findings.nothingWrongWith(1));
        assertThat(place(late.client()).http().body()).isEqualTo(reply.http().body());
    }

    /** The new holder has stored nothing yet, so that only the claim keeps the latecomer from making an order. */
    @Test
    void whoLostItsKeyMakesNoOrderWhileTheNewHolderIsStillAtWork() {
        var lateReply = late.heldAt(CrashPoint.AUTHORIZED, this::place);

        handKeyToAnother();
        late.letGo(CrashPoint.AUTHORIZED);

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
        var reply = late.heldAt(
                CrashPoint.BEFORE_RECORDED,
                client -> client.withToken(ada.token()).post("/activity", event));

        assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);
        late.letGo(CrashPoint.BEFORE_RECORDED);

        assertThat(reply.join().status()).isEqualTo(201);
        assertThat(traces.of(mark)).hasSize(2);
        erasureFixture.erasedByAdministrator(ada);
        assertThat(traces.of(mark)).isEmpty();
    }

    @Test
    void whoLogsInToTheLastHasNoSession() {
        var ada = shop.customer();
        var reply = late.heldAt(CrashPoint.SESSION_OPENED, client -> ErasureFixture.logIn(ada, client));

        assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);
        late.letGo(CrashPoint.SESSION_OPENED);

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
