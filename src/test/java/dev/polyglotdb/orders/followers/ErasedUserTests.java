package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;

/** A check expects nothing of a user who has left, and a rebuild brings nothing back. */
@ShopTest
@SecondShop
class ErasedUserTests extends FollowingFixture {

    private final RawGraph graph;
    private final ErasureFixture erasureFixture;
    private final Traces traces;
    private final OrderScan orderScan;
    private final PurchaseAudit purchaseAudit;
    private final ReservedEvents reservedEvents;
    private final PendingOrders pendingOrders;

    ErasedUserTests(Shop shop, ApplicationContext context, Driver neo4j) {
        super(shop);
        this.orderScan = context.getBean(OrderScan.class);
        this.purchaseAudit = context.getBean(PurchaseAudit.class);
        this.reservedEvents = context.getBean(ReservedEvents.class);
        this.pendingOrders = context.getBean(PendingOrders.class);
        this.graph = new RawGraph(neo4j);
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
    }

    @Test
    void theStoresEqualTheOrdersBeforeAndAfterARebuild() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        following.placed(shop.customer(), product);
        following.placed(ada, product);
        var cancelled = following.placed(ada, product);
        ada.post("/orders/" + cancelled + "/cancel");

        erasureFixture.erased(ada);

        following.assertEqual();
        following.rebuild("activity");
        following.rebuild("recommendations");
        following.assertEqual();
        assertThat(graph.run("MATCH (u:User {id: $user}) RETURN count(u) AS n", Map.of("user", ada.id())))
                .isZero();
        assertThat(graph.run("MATCH (p:Product {id: $id}) RETURN p.buyers AS n", Map.of("id", product)))
                .isEqualTo(1);
    }

    /** The two stores are read side by side, and the erasure may come between. */
    @Test
    void anOrderErasedBetweenTwoLooksAtTheGraphIsNoStray() {
        var ada = shop.customer();
        var order = following.placed(ada, shop.product("3.00"));
        var before = UndisturbedJob.toTheEnd(progress -> orderScan.find(List.of(order)));

        erasureFixture.erased(ada);

        var after = UndisturbedJob.toTheEnd(progress -> purchaseAudit.between(order - 1, order, 1));
        var strays = new GraphRange(before, after).differences().strayOrders();
        assertThat(strays).extracting(KnownOrder::orderId).containsExactly(order);
        var persisting = UndisturbedJob.toTheEnd(progress -> StrayPurchases.orders(strays, orderScan));
        assertThat(persisting).isEmpty();
    }

    @Test
    void eventsErasedBetweenTwoLooksAtTheTimelinesAreNotMissing() {
        var ada = shop.customer();
        var order = following.placed(ada, shop.product("3.00"));
        var expected = UndisturbedJob.toTheEnd(progress -> orderScan.find(List.of(order))).stream()
                .flatMap(TimelineEntries::of)
                .toList();
        assertThat(expected).hasSize(2);

        erasureFixture.erased(ada);

        var found = UndisturbedJob.toTheEnd(progress -> {
            var check = new TimelineCheck(orderScan, reservedEvents, pendingOrders, progress);
            check.lacking(expected);
            return check.run();
        });
        assertThat(found.differences()).isEmpty();
    }

    /** For whoever has restored a store from a backup, as the page on a person's data tells them. */
    @Test
    void aRestoredBackupIsFoundByACheckAndErasedOnceMore() {
        traces.giveStrikingNumbers();
        var product = shop.product("3.00");
        var mark = Shop.unique("restored");
        var ada = erasureFixture.named(mark);
        following.placed(ada, product);
        ada.post(
                "/activity",
                "[{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}]".formatted(product, mark));
        var backup = Backup.of(ada.id(), traces.cassandra(), traces.neo4j());
        erasureFixture.erased(ada);
        following.assertEqual();

        backup.restoreTo(traces.cassandra());
        backup.restoreTo(graph);
        assertThat(following.differences("activity")).isNotEmpty();
        assertThat(following.differences("recommendations")).isNotEmpty();
        assertThat(traces.of(mark)).isNotEmpty();
        following.rebuild("activity");
        following.rebuild("recommendations");
        erasureFixture.erasedByAdministrator(ada);

        following.assertEqual();
        var left = traces.find(List.of(ada.id()), mark);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
    }

    @Test
    void anAccountThatIsBackWithAnOldDatabaseIsErasedByItsNumberInTheAuditLog() {
        traces.giveStrikingNumbers();
        var mark = Shop.unique("restored");
        var ada = erasureFixture.named(mark);
        following.placed(ada, shop.product("3.00"));
        erasureFixture.erased(ada);

        traces.jdbc()
                .sql("delete from erasures where user_id = :id")
                .param("id", ada.id())
                .update();
        traces.jdbc().sql("""
                        insert into users (id, email, name, password_hash, created_at) overriding system value
                        values (:id, :mark, :mark, :mark, now())""").param("id", ada.id()).param("mark", mark).update();
        following.rebuild("recommendations");
        assertThat(following.check().at("/activity/equal").asBoolean()).isFalse();
        erasureFixture.erasedByAdministrator(ada);

        following.assertEqual();
        var left = traces.find(List.of(ada.id()), mark);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
    }
}
