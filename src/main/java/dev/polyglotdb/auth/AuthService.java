package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.Cursor;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.users.Registering;
import dev.polyglotdb.users.UserChanged;
import dev.polyglotdb.users.UserService;
import dev.polyglotdb.users.VerifiedUser;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Logs users in and out. */
@Service
class AuthService {

    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private static final ProblemType WRONG_PASSWORD =
            new ProblemType("wrong-password", "The password is wrong", HttpStatus.FORBIDDEN);

    private final UserService users;
    private final Sessions sessions;
    private final SessionList sessionList;
    private final LoginThrottle throttle;
    private final SessionProperties sessionProperties;
    private final LoginSessions loginSessions;

    AuthService(
            UserService users,
            Sessions sessions,
            SessionList sessionList,
            LoginThrottle throttle,
            SessionProperties sessionProperties,
            LoginSessions loginSessions) {
        this.users = users;
        this.sessions = sessions;
        this.sessionList = sessionList;
        this.throttle = throttle;
        this.sessionProperties = sessionProperties;
        this.loginSessions = loginSessions;
    }

    /**
     * Opens a session for the right credentials.
     *
     * @param address the address of the client
     * @throws ProblemException (401) if the e-mail address or the password is wrong, (429) after too many failures
     */
    Login logIn(Credentials credentials, String address) {
        // Several addresses may lead to an old account, and its failures are counted together.
        var source = LoginSource.of(users.emailOfAccount(credentials.email()), address);
        var verified = verify(source, credentials.email(), credentials.password())
                .orElseThrow(() -> ProblemException.unauthorized("The e-mail address or the password is wrong."));
        var login = loginSessions.open(verified).orElseThrow(() -> {
            failed(source);
            return ProblemException.unauthorized("The account was just changed. Log in again.");
        });
        Audit.log("login", "user", login.user().id(), "address", address);
        return login;
    }

    /** Checks a password and counts the failures, whatever it is asked for. */
    private Optional<VerifiedUser> verify(LoginSource source, String email, String password) {
        throttle.requireAllowed(source);
        var verified = users.authenticate(email, password);
        if (verified.isPresent()) {
            throttle.succeeded(source);
        } else {
            failed(source);
        }
        return verified;
    }

    private void failed(LoginSource source) {
        throttle.failed(source);
        Audit.log("login-failed", "account", source.accountHash(), "address", source.address());
    }

    SessionView current(LiveSession session) {
        return new SessionView(
                users.requireOwn(session.session().userId()),
                session.session().createdAt(),
                session.lastSeenAt(),
                session.expiry(sessionProperties));
    }

    /** Lists the sessions of the current user, newest first. */
    Page<SessionItem> list(LiveSession current, PageRequest request) {
        var cursor = request.cursor();
        var position = cursor == null ? null : cursor.read(1, parts -> SessionPosition.read(parts.get(0)));
        var next = sessionList.after(current.session().userId(), position, request.oneMoreThanLimit());
        return Page.of(next, request.limit(), session -> Cursor.of(session.position()))
                .map(session -> new SessionItem(
                        session.id(),
                        session.hash().equals(current.hash()),
                        session.session().createdAt(),
                        session.lastSeenAt(),
                        session.expiry(sessionProperties)));
    }

    void logOut(LiveSession session) {
        sessions.end(session);
        Audit.log("logout", "user", session.session().userId(), "session", session.id());
    }

    void logOutEverywhere(long userId) {
        sessions.endAll(userId);
        Audit.log("sessions-revoked", "user", userId);
    }

    /**
     * Sets a new password and ends all other sessions of the user.
     *
     * @param current the session that stays
     * @param address the address of the client
     * @throws ProblemException (403) if the current password is wrong, (429) after too many failures
     */
    void changePassword(LiveSession current, PasswordChange command, String address) {
        var userId = current.session().userId();
        Runnable endOthers = () -> sessions.endOthers(userId, current.hash());
        confirmed(userId, command.currentPassword(), address, verified -> {
            var changed = users.changePassword(verified, command.newPassword(), endOthers);
            return changed ? Optional.of(verified) : Optional.empty();
        });
        Audit.log("password-changed", "user", userId, "address", address);
    }

    /**
     * Does what a user who is logged in already must confirm by the password.
     *
     * @param act returns nothing if the account was changed since the password was checked
     * @throws ProblemException (403) if the password is wrong, (429) after too many failures
     */
    <T> T confirmed(long userId, String password, String address, Function<VerifiedUser, Optional<T>> act) {
        var email = users.requireOwn(userId).email();
        var source = LoginSource.of(email, address);
        var verified = verify(source, email, password)
                // Meanwhile the address may have become somebody else's.
                .filter(account -> account.user().id() == userId)
                .orElseThrow(AuthService::wrongPassword);
        return act.apply(verified).orElseThrow(() -> {
            failed(source);
            return wrongPassword();
        });
    }

    private static ProblemException wrongPassword() {
        return new ProblemException(WRONG_PASSWORD, "The current password is wrong.");
    }

    /** Counts a registration. While Redis cannot count, the bound on password hashing still limits registrations. */
    @EventListener
    void beforeRegistration(Registering event) {
        try {
            throttle.registers(event.address());
        } catch (StoreException uncounted) {
            log.debug("A registration was not counted", uncounted);
        }
    }

    /** Ends all sessions of the user, because a session stores the roles. If that fails, the change is rolled back. */
    @EventListener
    void beforeCommit(UserChanged event) {
        logOutEverywhere(event.userId());
    }
}
