package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("fast")
class SafetyHeadersWriterTests {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "X-Content-Type-Options, nosniff",
        "X-Frame-Options, DENY",
        "Referrer-Policy, no-referrer",
        "Cross-Origin-Resource-Policy, same-origin",
        "Cache-Control, no-store"
    })
    void everyAnswerTellsHowLittleMayBeDoneWithIt(String name, String value) {
        write();

        assertThat(response.getHeaders(name)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 'none', 'none'",
        "application/problem+json, 'none', 'none'",
        "text/plain, 'none', 'none'",
        "text/html;charset=UTF-8, 'self', 'self'"
    })
    void dataMayDoNothingAndAPageOnlyWhatComesFromHere(String type, String sources, String forms) {
        response.setContentType(type);

        write();

        assertThat(response.getHeader("Content-Security-Policy"))
                .startsWith("default-src '" + sources + "';")
                .contains("base-uri 'none'", "form-action '" + forms + "'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void anAnswerWithoutABodyMayDoNothing() {
        write();

        assertThat(response.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void whatAnAnswerSaysItselfIsLeft() {
        response.setHeader("Cache-Control", "max-age=60");
        response.setHeader("Content-Security-Policy", "default-src 'self'");

        write();

        assertThat(response.getHeaders("Cache-Control")).containsExactly("max-age=60");
        assertThat(response.getHeaders("Content-Security-Policy")).containsExactly("default-src 'self'");
    }

    @Test
    void whatIsNotModifiedKeepsTheHeadersThatTheClientHas() {
        response.setStatus(304);

        write();

        assertThat(response.getHeaderNames()).isEmpty();
    }

    private void write() {
        new SafetyHeaders().writeHeaders(new MockHttpServletRequest(), response);
    }
}
