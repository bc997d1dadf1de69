package dev.polyglotdb.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request whose scheme and token are one space apart, as Spring Security expects it. RFC 9110 (11.4) allows more
 * spaces.
 */
final class SpacedAuthorization extends HttpServletRequestWrapper {

    private static final Pattern SPACES = Pattern.compile(" +");

    SpacedAuthorization(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        var value = super.getHeader(name);
        return value == null || !name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                ? value
                : SPACES.matcher(value).replaceFirst(" ");
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        var value = name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? getHeader(name) : null;
        return value == null ? super.getHeaders(name) : Collections.enumeration(Collections.singleton(value));
    }
}
