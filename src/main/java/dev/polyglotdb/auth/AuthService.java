package dev.polyglotdb.auth;

import dev.polyglotdb.users.User;
import dev.polyglotdb.users.UserService;
import dev.polyglotdb.web.ProblemException;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Logs users in. */
@Service
class AuthService {

    private final UserService users;
    private final Sessions sessions;
    private final SessionProperties properties;
    private final Clock clock;

    AuthService(UserService users, Sessions sessions, SessionProperties properties, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
    }

    Login logIn(Credentials credentials) {
        var user = users.authenticate(credentials.email(), credentials.password())
                .orElseThrow(() -> ProblemException.unauthorized("The e-mail address or the password is wrong."));
        return open(user);
    }

    private Login open(User user) {
        var token = Token.random();
        var now = clock.instant();
        sessions.add(token, new Session(user.id(), Set.copyOf(user.roles()), now, now.plus(properties.lifetime())));
        return new Login(token.value(), "Bearer", properties.ttl().toSeconds(), now.plus(properties.ttl()), user);
    }
}
