package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Identifies the caller of a request and the session. */
final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient LiveSession session;

    SessionAuthentication(LiveSession session) {
        super(session.session().roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.session = session;
        setAuthenticated(true);
    }

    LiveSession session() {
        return session;
    }

    @Override
    public Caller getPrincipal() {
        return session.session().caller();
    }

    /** Returns null, because the token is not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return Long.toString(session.session().userId());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionAuthentication authentication && session.equals(authentication.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
