package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Suppresses the servlet API's own answers to TRACE and OPTIONS. The first would echo the request with its token; the
 * second would list methods even for an unknown path.
 */
final class UnservedMethodFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equalsIgnoreCase(HttpMethod.TRACE.name())) {
            chain.doFilter(new Unknown(request), response);
        } else if (request.getMethod().equals(HttpMethod.OPTIONS.name())) {
            chain.doFilter(request, new OptionsOfTheApplication(response));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Methods are case-sensitive, so no servlet knows this one. */
    private static final class Unknown extends HttpServletRequestWrapper {

        Unknown(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "trace";
        }
    }

    private static final class OptionsOfTheApplication extends HttpServletResponseWrapper {

        OptionsOfTheApplication(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            if (getStatus() < SC_BAD_REQUEST || !name.equalsIgnoreCase(HttpHeaders.ALLOW)) {
                super.setHeader(name, value);
            }
        }
    }
}
