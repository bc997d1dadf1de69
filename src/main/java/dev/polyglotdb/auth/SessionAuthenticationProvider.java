package dev.polyglotdb.auth;

import dev.polyglotdb.platform.admission.ClientNames;
import dev.polyglotdb.platform.web.ErasedUsers;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Looks up the session of the token that Spring Security's bearer token filter has read. */
@Component
class SessionAuthenticationProvider implements AuthenticationProvider {

    private final Sessions sessions;
    private final ClientNames clientNames;
    private final ErasedUsers erasedUsers;

    SessionAuthenticationProvider(Sessions sessions, ClientNames clientNames, ErasedUsers erasedUsers) {
        this.sessions = sessions;
        this.clientNames = clientNames;
        this.erasedUsers = erasedUsers;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var token = new Token(((BearerTokenAuthenticationToken) authentication).getToken());
        var session = sessions.use(token).filter(this::isOfSomebody);
        if (session.isEmpty()) {
            clientNames.missed(token.hash());
            throw new InvalidBearerTokenException("The session is unknown or has ended.");
        }
        clientNames.found(session.get().hash());
        return new SessionAuthentication(session.get());
    }

    /**
     * Returns false if the user of the session was erased. Redis then has a session again that was ended, and perhaps
     * others of this user, so all of them are ended once more.
     */
    private boolean isOfSomebody(LiveSession live) {
        var userId = live.session().userId();
        if (erasedUsers.isErased(userId, System.nanoTime())) {
            sessions.endAll(userId);
            return false;
        }
        return true;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
