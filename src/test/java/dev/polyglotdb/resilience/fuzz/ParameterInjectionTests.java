package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile texts are not accepted as ids, cursors, times or types. A cursor gives no access to another user's data. */
@ShopTest
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
                    assertThat(reply.status()).as("%s %s", list, text).isIn(200, 400);
                    assertThat(reply.at("/items").size()).isLessThanOrEqualTo(20);
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
        var stranger = shop.customer();
        for (var list : List.of("/activity", "/orders", "/auth/sessions")) {
            var cursor = bystander.person().get(list + "?limit=1").text("/nextCursor");

            var page = stranger.get(list + "?cursor=" + (cursor.equals("null") ? base64("1") : cursor));

            assertThat(page.status()).isIn(200, 400);
            assertThat(page.http().body())
                    .doesNotContain("\"userId\":" + bystander.person().id() + ",", "VIEW", "PLACED");
        }
    }
}
