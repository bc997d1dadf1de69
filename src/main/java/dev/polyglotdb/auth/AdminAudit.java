package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Audit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes to the audit log every request other than a read that an administrator makes or that needs an administrator,
 * with its outcome. This includes attempts by other users.
 */
final class AdminAudit extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final RouteRoles routeRoles;

    AdminAudit(RouteRoles routeRoles) {
        this.routeRoles = routeRoles;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var outcome = "failed";
        try {
            chain.doFilter(request, response);
            outcome = Integer.toString(response.getStatus());
        } finally {
            log(request, outcome);
        }
    }

    private void log(HttpServletRequest request, String outcome) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var caller = authentication instanceof SessionAuthentication session ? session.getPrincipal() : null;
        var needsAdmin = routeRoles.requiredRoles(request).equals(Set.of("ADMIN"));
        if (needsAdmin || (caller != null && caller.isAdmin())) {
            Audit.log(
                    "admin-action",
                    "user",
                    caller == null ? "nobody" : caller.userId(),
                    "method",
                    request.getMethod(),
                    "path",
                    request.getRequestURI(),
                    "status",
                    outcome);
        }
    }
}
