package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may check and rebuild the followers, and which requests are valid. */
@ShopTest
class ProjectionAccessTests {

    private final Shop shop;

    ProjectionAccessTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource({"{\"target\": \"payments\"}", "{\"target\": null}", "{}", "{\"target\": 1}"})
    void onlyWhatFollowsTheOrdersCanBeRebuilt(String body) {
        var answer = shop.admin().post("/admin/projections/rebuild", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalid()).containsExactly("#/target");
    }

    @Test
    void anUnknownTargetIsToldWithTheOtherBadValues() {
        var answer = shop.admin().post("/admin/projections/rebuild", "{\"target\": \"payments\", \"when\": 1}");

        assertThat(answer.invalid()).containsExactlyInAnyOrder("#/target", "#/when");
        assertThat(answer.texts("/errors", "/detail"))
                .containsExactlyInAnyOrder("must be one of [activity, recommendations]", "is not a known field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "x"})
    void anUnknownJobIsNotFound(String id) {
        assertThat(shop.admin().get("/admin/projections/jobs/" + id).problem()).isEqualTo("not-found");
    }
}
