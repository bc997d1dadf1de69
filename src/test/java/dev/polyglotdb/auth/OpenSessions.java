package dev.polyglotdb.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** Sessions without the slow look at the password. */
public final class OpenSessions {

    private OpenSessions() {}

    /** @return the bearer token */
    public static String open(ApplicationContext context, long userId, Set<String> roles) {
        return open(context.getBean(Sessions.class), userId, roles).value();
    }

    /** @return the bearer token of a session that ends at this time, however much it is used */
    public static String openUntil(ApplicationContext context, long userId, Instant end) {
        return open(context.getBean(Sessions.class), userId, Set.of("USER"), end)
                .value();
    }

    static Token open(Sessions sessions, long userId, Set<String> roles) {
        return open(sessions, userId, roles, Instant.now().plus(Duration.ofHours(1)));
    }

    private static Token open(Sessions sessions, long userId, Set<String> roles, Instant end) {
        var token = Token.random();
        sessions.add(token, new Session(userId, roles, Instant.now(), end));
        return token;
    }
}
