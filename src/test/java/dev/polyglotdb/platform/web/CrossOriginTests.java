package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What pages of other sites may do once the operator has named some. */
@Tag("fast")
class CrossOriginTests {

    private static final String SHOP = "https://shop.example.com";
    private static final String EVIL = "https://evil.example";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(CrossOrigin.class);

    @Test
    void aNamedOriginIsToldWhatItMaySendAndForHowLong() throws Exception {
        var response = preflight(SHOP, "PATCH", "authorization,content-type,idempotency-key,if-match");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(response.getHeader("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,POST,PUT,PATCH,DELETE");
        assertThat(response.getHeader("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, content-type, idempotency-key, if-match");
        assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
        assertThat(response.getHeaders("Vary")).contains("Origin");
    }

    @Test
    void aNamedOriginReadsTheHeadersOfTheContract() throws Exception {
        var response = send(request("GET", SHOP), SHOP);

        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(response.getHeader("Access-Control-Expose-Headers"))
                .contains("ETag", "Location", "Retry-After", "Idempotency-Replayed", "Server-Timing");
    }

    @Test
    void aNamedOriginMaySendAPackedImport() throws Exception {
        assertThat(preflight(SHOP, "POST", "authorization,content-encoding,content-type")
                        .getHeader("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, content-encoding, content-type");
        assertThat(send(request("POST", SHOP), SHOP).getHeader("Access-Control-Expose-Headers"))
                .contains("Accept-Encoding", "Content-Disposition");
    }

    @Test
    void aNamedOriginReadsWhyItWasRefusedBeforeItsOriginWasLookedAt() throws Exception {
        assertThat(refuse(request("GET", SHOP)).getHeader("Access-Control-Allow-Origin"))
                .isEqualTo(SHOP);
        for (var request : List.of(request("GET", EVIL), new MockHttpServletRequest("GET", "/products"))) {
            assertThat(refuse(request).getHeaderNames()).noneMatch(name -> name.startsWith("Access-Control"));
        }
    }

    @Test
    void aRefusalAfterItIsAnsweredToTheSameOriginOnce() throws Exception {
        var request = request("GET", SHOP);
        var response = send(request, SHOP);
        refuse(request, response);

        assertThat(response.getHeaders("Access-Control-Allow-Origin")).containsExactly(SHOP);
    }

    @Test
    void everyOtherOriginIsRefused() {
        for (var origin :
                List.of(EVIL, "http://shop.example.com", SHOP + ":8443", SHOP + ".evil.example", "null", "%")) {
            assertThatThrownBy(() -> send(request("GET", origin), SHOP))
                    .as(origin)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused ->
                                    assertThat(refused.getStatusCode().value()).isEqualTo(403));
        }
        assertThatThrownBy(() -> preflight(EVIL, "GET", "authorization")).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatNoClientNeedsIsRefusedToANamedOriginToo() {
        assertThatThrownBy(() -> preflight(SHOP, "TRACE", "authorization")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> preflight(SHOP, "GET", "cookie")).isInstanceOf(ProblemException.class);
    }

    @Test
    void allOriginsMayBeAllowedSinceNoCredentialsAreAskedFor() throws Exception {
        var response = send(request("GET", EVIL), "*");

        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void whoIsNoPageOfAnotherSiteIsNotConcerned() throws Exception {
        assertThat(send(new MockHttpServletRequest("GET", "/products"), SHOP).getHeader("Access-Control-Allow-Origin"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop.example.com", "https://shop.example.com/", "https://*.example.com", "null", "ftp://x", ""})
    void whatCanBeNoOriginKeepsTheApplicationFromStarting(String origin) {
        application
                .withPropertyValues("polyglot.web.cors.allowed-origins[0]=" + origin)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void originsAreSeparatedByCommas() {
        application
                .withPropertyValues("polyglot.web.cors.allowed-origins=" + SHOP + ",http://localhost:3000")
                .run(context -> assertThat(context.getBean(CorsProperties.class).allowedOrigins())
                        .containsExactly(SHOP, "http://localhost:3000"));
    }

    private static MockHttpServletResponse refuse(MockHttpServletRequest request) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        refuse(request, response);
        return response;
    }

    private static void refuse(MockHttpServletRequest request, MockHttpServletResponse response)
            throws ServletException, IOException {
        HandlerExceptionResolver resolver = (refused, answer, handler, failure) -> new ModelAndView();
        new ProblemFilter(resolver, crossOrigin(SHOP)).doFilter(request, response, (refused, answer) -> {
            throw new ProblemException(ProblemType.BAD_REQUEST, "A filter refuses it.");
        });
    }

    private static MockHttpServletResponse preflight(String origin, String method, String headers)
            throws ServletException, IOException {
        var request = request("OPTIONS", origin);
        request.addHeader("Access-Control-Request-Method", method);
        request.addHeader("Access-Control-Request-Headers", headers);
        return send(request, SHOP);
    }

    private static MockHttpServletRequest request(String method, String origin) {
        var request = new MockHttpServletRequest(method, "/products");
        request.addHeader("Origin", origin);
        return request;
    }

    private static MockHttpServletResponse send(MockHttpServletRequest request, String allowed)
            throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        crossOrigin(allowed).filter().doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static CrossOrigin crossOrigin(String allowed) {
        return new CrossOrigin(new CorsProperties(List.of(allowed)));
    }
}
