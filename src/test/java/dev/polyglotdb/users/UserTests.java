package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class UserTests {

    private final Shop shop;

    UserTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void usersSeeThemselves() {
        var ada = shop.customer();

        assertThat(ada.get("/users/" + ada.id()).text("/email")).isEqualTo(ada.email());
        assertThat(ada.get("/users/me").number("/id")).isEqualTo(ada.id());
    }

    @Test
    void aStrangerLooksTheSameWhetherOrNotTheyExist() {
        var ada = shop.customer();
        var bruno = shop.customer();

        var existing = ada.get("/users/" + bruno.id());
        var absent = ada.get("/users/999999999");

        assertThat(existing.status()).isEqualTo(403);
        assertThat(existing.problem()).isEqualTo("forbidden");
        assertThat(existing.http().body().replace("/users/" + bruno.id(), ""))
                .isEqualTo(absent.http().body().replace("/users/999999999", ""));
    }

    @Test
    void anAdministratorSeesEverybodyAndLearnsWhoIsNot() {
        var ada = shop.customer();

        assertThat(shop.admin().get("/users/" + ada.id()).text("/email")).isEqualTo(ada.email());
        assertThat(shop.admin().get("/users/999999999").problem()).isEqualTo("not-found");
        assertThat(shop.admin().get("/users/me").texts("/roles", "")).containsExactly("USER", "ADMIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "99999999999999999999", "-", "%20"})
    void anIllFormedIdNamesNobody(String id) {
        assertThat(shop.admin().get("/users/" + id).problem()).isEqualTo("not-found");
    }
}
