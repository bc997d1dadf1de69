package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.users.UserService;
import dev.polyglotdb.users.VerifiedUser;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Opens the sessions of those who log in. If that fails halfway, it leaves none of which nobody knows the token. */
@Component
class LoginSessions {

    private final UserService users;
    private final Sessions sessions;
    private final SessionProperties sessionProperties;
    private final RedisClock redisClock;

    /** Stays small: while Redis or PostgreSQL is known to be away, no login comes so far. */
    private final Queue<LiveSession> abandoned = new ConcurrentLinkedQueue<>();

    LoginSessions(UserService users, Sessions sessions, SessionProperties sessionProperties, RedisClock redisClock) {
        this.users = users;
        this.sessions = sessions;
        this.sessionProperties = sessionProperties;
        this.redisClock = redisClock;
    }

    /** Returns nothing if the account was changed since the password was checked. */
    Optional<Login> open(VerifiedUser verified) {
        var user = verified.user();
        var token = Token.random();
        var now = redisClock.read(SessionRegister.key(user.id())).now();
        var session = new Session(user.id(), Set.copyOf(user.roles()), now, now.plus(sessionProperties.lifetime()));
        var live = new LiveSession(token.hash(), session, now);
        try {
            // A change of the account ends its sessions before it is committed. It finds this session, or this check
            // waits for the commit and sees the change.
            if (sessions.add(token, session) && users.isUnchanged(verified)) {
                return Optional.of(Login.of(token, now, live.expiry(sessionProperties), user));
            }
            sessions.end(live);
            return Optional.empty();
        } catch (RuntimeException failed) {
            // The client does not wait for its end, too: Redis may just be slow.
            abandoned.add(live);
            throw failed;
        }
    }

    @Scheduled(fixedDelay = 500)
    void endAbandoned() {
        try {
            for (var session = abandoned.peek(); session != null; session = abandoned.peek()) {
                sessions.end(session);
                abandoned.remove(session);
            }
        } catch (StoreException stillAway) {
            // The next scheduled run tries again.
        }
    }
}
