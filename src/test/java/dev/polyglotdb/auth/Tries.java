package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Tries to come in: by HTTP, or right at the throttle that counts them. */
final class Tries {

    private Tries() {}

    static Reply logIn(Shop shop, String email, String password) {
        return shop.anybody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    static LoginThrottle throttle(StringRedisTemplate redis, Duration window) {
        return new LoginThrottle(redis, new ThrottleProperties(10, 50, 20, window));
    }

    /** How many of so many at once are let through. */
    static long letThrough(int tries, Runnable attempt) {
        return Parallel.each(tries, i -> {
                    try {
                        attempt.run();
                        return true;
                    } catch (ProblemException tooMany) {
                        return false;
                    }
                })
                .stream()
                .filter(through -> through)
                .count();
    }
}
