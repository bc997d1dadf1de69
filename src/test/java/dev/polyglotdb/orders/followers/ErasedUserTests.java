package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.Leaver;
import dev.polyglotdb.privacy.Traces;
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
    private final Leaver leaver;
    private final Traces traces;

    ErasedUserTests(Shop shop, ApplicationContext context, Driver neo4j) {
        super(shop);
        this.graph = new RawGraph(neo4j);
        this.leaver = Leaver.of(shop, context);
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

        leaver.erased(ada);

        following.assertEqual();
        following.rebuild("activity");
        following.rebuild("recommendations");
        following.assertEqual();
        assertThat(graph.run("MATCH (u:User {id: $user}) RETURN count(u) AS n", Map.of("user", ada.id())))
                .isZero();
        assertThat(graph.run("MATCH (p:Product {id: $id}) RETURN p.buyers AS n", Map.of("id", product)))
                .isEqualTo(1);
    }

    /** For whoever has restored a store from a backup, as the page on a person's data tells them. */
    @Test
    void aRestoredBackupIsFoundByACheckAndErasedOnceMore() {
        traces.giveStrikingNumbers();
        var product = shop.product("3.00");
        var mark = Shop.unique("restored");
        var ada = leaver.named(mark);
        following.placed(ada, product);
        ada.post(
                "/activity",
                "[{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}]".formatted(product, mark));
        var backup = Backup.of(ada.id(), traces.cassandra(), traces.neo4j());
        leaver.erased(ada);
        following.assertEqual();

        backup.restoreTo(traces.cassandra());
        backup.restoreTo(graph);
        assertThat(following.differences("activity")).isNotEmpty();
        assertThat(following.differences("recommendations")).isNotEmpty();
        assertThat(traces.of(mark)).isNotEmpty();
        following.rebuild("activity");
        following.rebuild("recommendations");
        leaver.erasedByAdministrator(ada);

        following.assertEqual();
        var left = traces.find(List.of(ada.id()), mark);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
    }

    @Test
    void anAccountThatIsBackWithAnOldDatabaseIsErasedByItsNumberInTheAuditLog() {
        traces.giveStrikingNumbers();
        var mark = Shop.unique("restored");
        var ada = leaver.named(mark);
        following.placed(ada, shop.product("3.00"));
        leaver.erased(ada);

        traces.jdbc()
                .sql("delete from erasures where user_id = :id")
                .param("id", ada.id())
                .update();
        traces.jdbc().sql("""
                        insert into users (id, email, name, password_hash, created_at) overriding system value
                        values (:id, :mark, :mark, :mark, now())""").param("id", ada.id()).param("mark", mark).update();
        following.rebuild("recommendations");
        assertThat(following.check().at("/activity/equal").asBoolean()).isFalse();
        leaver.erasedByAdministrator(ada);

        following.assertEqual();
        var left = traces.find(List.of(ada.id()), mark);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
    }
}
