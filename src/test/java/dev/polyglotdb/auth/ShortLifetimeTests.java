package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.UserService;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session ends by whichever of its two limits comes first. */
@ShopTest
class ShortLifetimeTests {

    private final Shop shop;
    private final UserService users;
    private final Sessions sessions;
    private final SessionList sessionList;
    private final LoginThrottle throttle;
    private final RedisClock redisClock;

    ShortLifetimeTests(
            Shop shop,
            UserService users,
            Sessions sessions,
            SessionList sessionList,
            LoginThrottle throttle,
            RedisClock redisClock) {
        this.shop = shop;
        this.users = users;
        this.sessions = sessions;
        this.sessionList = sessionList;
        this.throttle = throttle;
        this.redisClock = redisClock;
    }

    @ParameterizedTest
    @CsvSource({"30m, 15m, 900", "15m, 30m, 900", "30m, 30m, 1800"})
    void loginTellsTheSecondsUntilTheEndThatItTells(String ttl, String lifetime, long seconds) {
        var ada = shop.customer();

        var login = logInWith(Duration.parse("PT" + ttl), Duration.parse("PT" + lifetime))
                .logIn(new Credentials(ada.email(), ada.password()), "192.0.2.1");

        assertThat(login.expiresIn()).isEqualTo(seconds);
        assertThat(login.expiresAt()).isCloseTo(Instant.now().plusSeconds(seconds), within(60, ChronoUnit.SECONDS));
    }

    private AuthService logInWith(Duration ttl, Duration lifetime) {
        var own = new SessionProperties(ttl, lifetime, 1_000);
        var loginSessions = new LoginSessions(users, sessions, own, redisClock);
        return new AuthService(users, sessions, sessionList, throttle, own, loginSessions);
    }
}
