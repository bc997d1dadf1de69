package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.UserService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class PasswordChangeTests {

    static final String NEW = "a better password";

    private final Shop shop;
    private final UserService users;

    PasswordChangeTests(Shop shop, UserService users) {
        this.shop = shop;
        this.users = users;
    }

    @Test
    void theNewPasswordLogsInAndTheOldDoesNot() {
        var ada = shop.customer();

        assertThat(change(ada.client(), ada.password(), NEW).status()).isEqualTo(204);

        assertThat(Tries.logIn(shop, ada.email(), ada.password()).status()).isEqualTo(401);
        assertThat(Tries.logIn(shop, ada.email(), NEW).status()).isEqualTo(200);
    }

    @Test
    void allOtherSessionsEndAndThisOneGoesOn() {
        var ada = shop.customer();
        var other = shop.logInAgain(ada);
        var grace = shop.customer();

        change(ada.client(), ada.password(), NEW);

        assertThat(other.get("/users/me").status()).isEqualTo(401);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        assertThat(ada.get("/auth/sessions").at("/items")).hasSize(1);
        assertThat(grace.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordChangesNothingAndCountsAsAFailedLogin() {
        var ada = shop.customer();
        for (var i = 0; i < 5; i++) {
            assertThat(change(ada.client(), "wrong password", NEW).problem()).isEqualTo("wrong-password");
            assertThat(Tries.logIn(shop, ada.email(), "wrong password").status())
                    .isEqualTo(401);
        }

        var refused = change(ada.client(), ada.password(), NEW);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(Tries.logIn(shop, ada.email(), ada.password()).status()).isEqualTo(429);
        assertThat(users.authenticate(ada.email(), ada.password())).isPresent();
    }

    @Test
    void whatCannotBeAPasswordIsAWrongCurrentOne() {
        var ada = shop.customer();

        assertThat(change(ada.client(), "x".repeat(1_001), NEW).problem()).isEqualTo("wrong-password");
        assertThat(change(ada.client(), ada.password(), "x".repeat(1_001)).invalid())
                .containsExactly("#/newPassword");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "12345678\\u0000", "1234567\\ud800"})
    void theNewPasswordMustBeOneThatMayBeRegistered(String password) {
        var ada = shop.customer();

        assertThat(change(ada.client(), ada.password(), password).invalid()).containsExactly("#/newPassword");
        assertThat(change(ada.client(), ada.password(), "x".repeat(73)).invalid())
                .containsExactly("#/newPassword");
    }

    @Test
    void whatBeginsWithTheCurrentPasswordIsAWrongOne() {
        var ada = shop.customer();
        var longest = "x".repeat(72);
        change(ada.client(), ada.password(), longest);

        assertThat(change(ada.client(), longest + "x", NEW).problem()).isEqualTo("wrong-password");
        assertThat(change(ada.client(), longest, NEW).status()).isEqualTo(204);
    }

    @Test
    void ifTheOtherSessionsCannotBeEndedThePasswordStays() {
        var ada = shop.customer();
        var verified = users.authenticate(ada.email(), ada.password()).orElseThrow();
        var away = new StoreUnavailableException(Store.REDIS, new IOException("away"));

        assertThatThrownBy(() -> users.changePassword(verified, NEW, () -> {
                    throw away;
                }))
                .isSameAs(away);

        assertThat(users.authenticate(ada.email(), ada.password())).isPresent();
    }

    @Test
    void itIsWrittenDown() {
        var ada = shop.customer();
        try (var log = LogLines.of("audit")) {
            change(ada.client(), ada.password(), NEW);

            var line = "event=password-changed user=%d address=127.0.0.1".formatted(ada.id());
            Awaitility.await().untilAsserted(() -> assertThat(log.all()).anyMatch(logged -> logged.contains(line)));
        }
    }

    static Reply change(Client client, String current, String next) {
        return client.with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/users/me/password",
                        BodyPublishers.ofString(
                                "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}".formatted(current, next)));
    }
}
