package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request without one of its headers. */
class WithoutHeader extends HttpServletRequestWrapper {

    private final String hidden;

    WithoutHeader(HttpServletRequest request, String hidden) {
        super(request);
        this.hidden = hidden;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(hidden) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(hidden) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }
}
