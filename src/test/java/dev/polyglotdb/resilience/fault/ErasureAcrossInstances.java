package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.context.ApplicationContext;

/**
 * Somebody leaves through one instance whom another has served until then.
 *
 * @param second the other instance
 */
record ErasureAcrossInstances(Shop shop, ErasureFixture erasureFixture, Instance second) {

    static ErasureAcrossInstances of(Shop shop, ApplicationContext context, Instance second) {
        return new ErasureAcrossInstances(shop, ErasureFixture.of(shop, context), second);
    }

    void assertNobodyOnTheOther() {
        var mark = Shop.unique("leaving");
        var ada = erasureFixture.named(mark);
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

        assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);

        assertThat(own).allSatisfy(path -> assertThat(there.get(path).status()).isEqualTo(401));
        assertThat(ofAda)
                .allSatisfy(path -> assertThat(admin.get(path).status()).isEqualTo(404));
        assertThat(there.with("Idempotency-Key", "the-key")
                        .post("/orders", order)
                        .status())
                .isEqualTo(401);
        assertThat(ErasureFixture.logIn(ada, second.client()).status()).isEqualTo(401);
        erasureFixture.erasedByAdministrator(ada);
        for (var path :
                List.of(ofProduct, "/orders/" + placed.number("/id"), "/products/%s/related".formatted(product))) {
            var answer = admin.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.http().body()).doesNotContain(mark);
        }
        assertThat(admin.get(ofProduct).at("/items").isEmpty()).isTrue();
    }

    void assertExportBreaks() throws IOException {
        var ada = shop.customer();
        try (var export = new SlowExport(ada, URI.create(second.base()).getPort())) {
            assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);

            export.assertEndsUnfinished();
        }
    }
}
