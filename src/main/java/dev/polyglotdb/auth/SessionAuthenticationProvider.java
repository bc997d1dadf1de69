package dev.polyglotdb.auth;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Looks up the session of the token that Spring Security's bearer token filter has read. */
@Component
class SessionAuthenticationProvider implements AuthenticationProvider {

    private final Sessions sessions;

    SessionAuthenticationProvider(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var token = new Token(((BearerTokenAuthenticationToken) authentication).getToken());
        return sessions.use(token)
                .map(SessionAuthentication::new)
                .orElseThrow(() -> new InvalidBearerTokenException("The session is unknown or has ended."));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
