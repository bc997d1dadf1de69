package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile texts are not accepted as ids, cursors, times or types. A cursor gives no access to another user's data. */
@ShopTest
@SideBySide
class ParameterInjectionTests extends InjectionFixture {

    ParameterInjectionTests(Shop shop) {
        super(shop);
    }

    @Test
    void noTextIsAnId() {
        for (var text : HostileText.INJECTIONS) {
            for (var path : List.of(
                    "/orders/%s",
                    "/users/%s",
                    "/users/%s/activity",
                    "/products/%s/stock",
                    "/products/%s/related",
                    "/products/%s/activity",
                    "/recommend/%s",
                    "/admin/projections/jobs/%s")) {
                var reply = admin.get(path.formatted(encode(text)));
                if (!text.matches("[\\w.-]+")) {
                    assertThat(reply.status()).as("%s %s", path, text).isIn(400, 404);
                }
            }
        }
    }

    @Test
    void noTextIsACursorATimeOrAType() {
        for (var text : HostileText.INJECTIONS) {
            for (var list : List.of("/orders", "/activity", "/auth/sessions", "/products?sort=price")) {
                for (var cursor :
                        List.of(encode(text), base64(text), base64("1\n" + text), base64("1\n" + text + "\n1"))) {
                    var reply = bystander.person().get(list + (list.contains("?") ? "&" : "?") + "cursor=" + cursor);
                    assertThat(reply.invalid()).as("%s %s", list, text).containsExactly("#/cursor");
                }
            }
            for (var parameter : List.of("from", "to", "type")) {
                assertThat(bystander
                                .person()
                                .get("/activity?" + parameter + "=" + encode(text))
                                .invalid())
                        .containsExactly("#/" + parameter);
            }
        }
    }

    @Test
    void someoneElsesCursorShowsOnlyOnesOwn() {
        var ada = shop.customer();
        shop.logInAgain(ada);
        var product = shop.product("3.00");
        for (var i = 0; i < 3; i++) {
            assertThat(ada.orders(product, 1).status()).isEqualTo(201);
            assertThat(ada.post("/activity", "{\"type\": \"VIEW\"}").status()).isEqualTo(201);
        }
        var stranger = shop.customer();
        for (var list : List.of("/activity", "/orders", "/auth/sessions")) {
            var first = ada.get(list + "?limit=1");
            assertThat(first.at("/nextCursor").isNull())
                    .as("%s has another page", list)
                    .isFalse();

            var page = stranger.get(list + "?cursor=" + first.text("/nextCursor"));

            assertThat(page.status()).as("%s", page).isEqualTo(200);
            assertThat(page.at("/items").size()).as("%s", page).isLessThanOrEqualTo(1);
            assertThat(page.http().body()).doesNotContain("\"userId\":" + ada.id() + ",", "VIEW", "PLACED");
        }
    }
}
