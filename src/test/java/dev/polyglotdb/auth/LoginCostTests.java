package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.users.ComparedPasswords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;

/**
 * Most of the time of a login goes into the hash of its password. So the number of hashes is what could tell somebody
 * which accounts there are, and what a flood of tries costs.
 */
@ShopTest
@SideBySide
class LoginCostTests {

    private static final String IMPOSSIBLE = "x".repeat(73);

    private final Shop shop;
    private final ComparedPasswords compared;
    private final AuthService authService;

    LoginCostTests(
            Shop shop,
            ApplicationContext context,
            Sessions sessions,
            SessionList sessionList,
            LoginThrottle throttle,
            SessionProperties sessionProperties,
            RedisClock redisClock) {
        this.shop = shop;
        this.compared = new ComparedPasswords(context);
        var users = compared.users();
        var loginSessions = new LoginSessions(users, sessions, sessionProperties, redisClock);
        this.authService = new AuthService(users, sessions, sessionList, throttle, sessionProperties, loginSessions);
    }

    @Test
    void theRightPasswordIsComparedOnce() {
        var ada = shop.customer();

        assertOneHash(() -> logIn(ada.email(), ada.password()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong password", "", "short", "a\u0000b", "\ud800 is no character"})
    void soIsAWrongOneWhetherOrNotThereIsAnAccount(String password) {
        assertOneHash(() -> assertFails(HttpStatus.UNAUTHORIZED, shop.customer().email(), password));
        assertOneHash(() -> assertFails(HttpStatus.UNAUTHORIZED, unknown(), password));
    }

    @Test
    void soIsOneThatIsTooLong() {
        assertOneHash(() -> assertFails(HttpStatus.UNAUTHORIZED, shop.customer().email(), IMPOSSIBLE));
        assertOneHash(() -> assertFails(HttpStatus.UNAUTHORIZED, unknown(), IMPOSSIBLE));
    }

    @Test
    void aTryThatIsThrottledCostsNoHash() {
        var ada = shop.customer();
        var nobody = unknown();
        for (var i = 0; i < 10; i++) {
            assertFails(HttpStatus.UNAUTHORIZED, ada.email(), "wrong password");
            assertFails(HttpStatus.UNAUTHORIZED, nobody, "wrong password");
        }

        assertThat(compared.during(() -> {
                    assertFails(HttpStatus.TOO_MANY_REQUESTS, ada.email(), ada.password());
                    assertFails(HttpStatus.TOO_MANY_REQUESTS, nobody, "wrong password");
                }))
                .isEmpty();
    }

    /** Of the usual strength: one that asks for an upgrade costs less. */
    private void assertOneHash(Runnable login) {
        assertThat(compared.during(login)).hasSize(1).noneMatch(compared::upgradeEncoding);
    }

    private void assertFails(HttpStatus status, String email, String password) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> logIn(email, password))
                .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(status));
    }

    private void logIn(String email, String password) {
        authService.logIn(new Credentials(email, password), "192.0.2.7");
    }

    private static String unknown() {
        return Shop.unique("nobody") + "@example.com";
    }
}
