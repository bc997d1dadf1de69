package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class LoginTests {

    private final Shop shop;

    LoginTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void loginAnswersWithABearerTokenThatOpensTheAccount() {
        var ada = shop.customer();

        var login = logIn(ada.email().toUpperCase(Locale.ROOT), ada.password());

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.text("/tokenType")).isEqualTo("Bearer");
        assertThat(login.number("/expiresIn")).isEqualTo(1800);
        assertThat(Instant.parse(login.text("/expiresAt")))
                .isCloseTo(Instant.now().plusSeconds(1800), within(60, ChronoUnit.SECONDS));
        assertThat(login.number("/user/id")).isEqualTo(ada.id());
        assertThat(login.text("/token")).hasSize(43);
        assertThat(shop.anybody()
                        .withToken(login.text("/token"))
                        .get("/users/me")
                        .status())
                .isEqualTo(200);
    }

    /** The hash function reads no more than 72 bytes, and only to the first NUL. */
    @Test
    void whatCannotBeAPasswordIsAWrongOneThoughItBeginsRight() {
        var email = Shop.unique("long") + "@example.com";
        var longest = "a".repeat(72);
        shop.anybody().post("/users", """
                {"email": "%s", "name": "Long", "password": "%s"}""".formatted(email, longest));

        assertThat(logIn(email, longest + "WRONG").status()).isEqualTo(401);
        assertThat(logIn(email, longest + "\\u0000").status()).isEqualTo(401);
        assertThat(logIn(email, "a".repeat(8) + "\\u0000" + "a".repeat(63)).status())
                .isEqualTo(401);
        assertThat(logIn(email, longest).status()).isEqualTo(200);
    }

    /** In UTF-8, which is hashed, it would be the same as a question mark. */
    @Test
    void halfOfASurrogatePairIsNoQuestionMark() {
        var email = Shop.unique("asking") + "@example.com";
        shop.anybody().post("/users", """
                {"email": "%s", "name": "Asking", "password": "aaaaaaa?"}""".formatted(email));

        assertThat(logIn(email, "aaaaaaa\\ud800").status()).isEqualTo(401);
        assertThat(logIn(email, "aaaaaaa?").status()).isEqualTo(200);
    }

    @Test
    void anUnknownEmailAndAWrongPasswordLookTheSame() {
        var ada = shop.customer();

        var wrong = logIn(ada.email(), "wrong password");
        var unknown = logIn("nobody@example.com", "wrong password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.problem()).isEqualTo("unauthorized");
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(unknown.http().body()).isEqualTo(wrong.http().body());
        assertThat(unknown.header("WWW-Authenticate")).isEqualTo(wrong.header("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000@example.com", "' or 1=1 --", "\\ud800"})
    void aStrangeEmailIsJustUnknown(String email) {
        assertThat(logIn(email, "whatever it is").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 900, 1_001, 1_000_000})
    void aPasswordThatNobodyCanHaveIsJustWrong(int length) {
        assertThat(logIn(shop.customer().email(), "x".repeat(length)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 1_001, 1_000_000})
    void anEmailThatNobodyCanHaveIsJustUnknown(int length) {
        assertThat(logIn("@example.com" + "x".repeat(length - 12), "whatever it is")
                        .status())
                .isEqualTo(401);
        assertThat(logIn("x".repeat(length - 12) + "@example.com", "whatever it is")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void missingAndUnknownFieldsAreNamed() {
        var reply = shop.anybody().post("/auth/login", "{\"email\": null, \"otp\": 1}");

        assertThat(reply.invalid()).containsExactlyInAnyOrder("#/email", "#/password", "#/otp");
    }

    private Reply logIn(String email, String password) {
        return shop.anybody().post("/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, password));
    }
}
