package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.Leaver;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Somebody leaves through one instance whom another has served until then. */
@ShopTest
class LeavingTwoInstancesTests {

    @SuppressWarnings("NullAway.Init")
    private static Instance second;

    private final Shop shop;
    private final Leaver leaver;

    LeavingTwoInstancesTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.leaver = Leaver.of(shop, context);
    }

    @BeforeAll
    static void startAnother(@Autowired ApplicationContext context) {
        second = Instance.start(context);
    }

    @AfterAll
    static void end() {
        second.close();
    }

    @Test
    void whoHasLeftThroughOneIsNobodyOnTheOther() {
        var mark = Shop.unique("leaving");
        var ada = leaver.named(mark);
        var product = shop.product("3.00");
        var there = second.client().withToken(ada.token());
        var admin = second.client().withToken(shop.admin().token());
        var order = Person.order(product, 1);
        var placed = there.with("Idempotency-Key", "the-key").post("/orders", order);
        there.post("/activity", """
                [{"type": "VIEW", "productId": "%s", "data": {"note": "%s"}}]""".formatted(product, mark));
        var own = List.of("/users/me", "/users/me/export", "/orders", "/activity", "/recommend/" + ada.id());
        var ofAda = List.of(
                "/users/" + ada.id(),
                "/users/%d/activity".formatted(ada.id()),
                "/users/%d/export".formatted(ada.id()),
                "/recommend/" + ada.id());
        var ofProduct = "/products/%s/activity".formatted(product);
        // So that it has in memory whatever it keeps there.
        assertThat(own).allSatisfy(path -> assertThat(there.get(path).status()).isEqualTo(200));
        assertThat(ofAda)
                .allSatisfy(path -> assertThat(admin.get(path).status()).isEqualTo(200));
        assertThat(admin.get(ofProduct).http().body()).contains(mark);

        assertThat(Leaver.leave(ada).status()).isEqualTo(202);

        assertThat(own).allSatisfy(path -> assertThat(there.get(path).status()).isEqualTo(401));
        assertThat(ofAda)
                .allSatisfy(path -> assertThat(admin.get(path).status()).isEqualTo(404));
        assertThat(there.with("Idempotency-Key", "the-key")
                        .post("/orders", order)
                        .status())
                .isEqualTo(401);
        assertThat(Leaver.logIn(ada, second.client()).status()).isEqualTo(401);
        leaver.erasedByAdministrator(ada);
        for (var path :
                List.of(ofProduct, "/orders/" + placed.number("/id"), "/products/%s/related".formatted(product))) {
            var answer = admin.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.http().body()).doesNotContain(mark);
        }
        assertThat(admin.get(ofProduct).at("/items").isEmpty()).isTrue();
    }

    @Test
    void anExportOfWhoLeavesMeanwhileBreaks() throws IOException {
        var ada = shop.customer();
        try (var export = new SlowExport(ada, URI.create(second.base()).getPort())) {
            assertThat(Leaver.leave(ada).status()).isEqualTo(202);

            export.assertEndsUnfinished();
        }
    }
}
