package dev.polyglotdb.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses paths that two readers could take for different ones, and nothing else.
 *
 * <ul>
 *   <li>Allows all parameter names, because they contain attribute keys of products, which may be any text.
 *   <li>Allows all header names that Tomcat lets through, which are tokens. It would match each of them again whenever
 *       a header is asked for.
 *   <li>Allows all header values that Tomcat lets through. In UTF-8, some look like control characters to the firewall,
 *       which then refuses a header that nobody asks for as soon as somebody copies all of them.
 *   <li>Allows all methods, so that an unknown method gets the same 405 as any other wrong one; the access rules do not
 *       depend on it.
 *   <li>Allows encoded periods, which mean the same as plain ones and may be in the id of a product.
 * </ul>
 */
final class RequestFirewall extends StrictHttpFirewall {

    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");

    RequestFirewall() {
        setAllowedParameterNames(name -> true);
        setAllowedHeaderNames(name -> true);
        setAllowedHeaderValues(value -> true);
        setUnsafeAllowAnyHttpMethod(true);
        setAllowUrlEncodedPeriod(true);
    }

    /** Refuses the encoded segments {@code .} and {@code ..}, too: Tomcat follows them, but Spring MVC does not. */
    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        if (DOT_SEGMENT.matcher(request.getRequestURI()).find()) {
            throw new RequestRejectedException("The path has a dot segment.");
        }
        return super.getFirewalledRequest(request);
    }
}
