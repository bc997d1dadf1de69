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

    static Token open(Sessions sessions, long userId, Set<String> roles) {
        var token = Token.random();
        var now = Instant.now();
        sessions.add(token, new Session(userId, roles, now, now.plus(Duration.ofHours(1))));
        return token;
    }
}
