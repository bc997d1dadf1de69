package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.users.VerifiedUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What Redis holds of a user, for the export and the erasure of a person's data. Also checks the password of whoever
 * wants to leave.
 */
@Service
public class AccountSessions {

    /** A session as its user may keep it: without anything that would tell its token. */
    public record OpenSession(Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}

    private final AuthService auth;
    private final Sessions sessions;
    private final SessionList sessionList;
    private final LoginThrottle throttle;
    private final SessionProperties sessionProperties;

    AccountSessions(
            AuthService auth,
            Sessions sessions,
            SessionList sessionList,
            LoginThrottle throttle,
            SessionProperties sessionProperties) {
        this.auth = auth;
        this.sessions = sessions;
        this.sessionList = sessionList;
        this.throttle = throttle;
        this.sessionProperties = sessionProperties;
    }

    /**
     * Does what a user who is logged in already must confirm by the password. A wrong one counts as a failed login.
     *
     * @param address the address of the client
     * @param act returns nothing if the account was changed since the password was checked, which is then wrong, too
     * @throws ProblemException (403) if the password is wrong, (429) after too many failures
     */
    public <T> T confirmed(long userId, String password, String address, Function<VerifiedUser, Optional<T>> act) {
        return auth.confirmed(userId, password, address, act);
    }

    /** Returns the name under which the failed logins of an e-mail address are counted. */
    public static String account(String email) {
        return LoginSource.hashOf(email);
    }

    /** Returns the live sessions of a user, newest first. */
    public List<OpenSession> of(long userId) {
        return sessionList.of(userId).stream()
                .map(live ->
                        new OpenSession(live.session().createdAt(), live.lastSeenAt(), live.expiry(sessionProperties)))
                .toList();
    }

    /** Returns how many logins with this e-mail address have failed lately. */
    public int failedLogins(String email) {
        return throttle.failures(account(email));
    }

    /**
     * Ends all sessions of a user, and forgets failed logins.
     *
     * @param account the name under which they are counted; null if it is not known any more
     */
    public void forget(long userId, @Nullable String account) {
        sessions.endAll(userId);
        if (account != null) {
            throttle.forget(account);
        }
    }
}
