package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document and the page, as they are served. */
@ShopTest
class SwaggerUiTests {

    private final Client anybody;

    SwaggerUiTests(Shop shop) {
        this.anybody = shop.anybody();
    }

    @Test
    void theDocumentIsServedAsJsonAndAsItWasWritten() {
        var json = anybody.get("/v3/api-docs");
        var yaml = anybody.get("/v3/api-docs.yaml");

        assertThat(json.header("Content-Type")).hasValue("application/json");
        assertThat(json.text("/openapi")).startsWith("3.1");
        assertThat(json.number("/components/schemas/Id/maximum")).isEqualTo(Long.MAX_VALUE);
        assertThat(json.at("/paths").size())
                .isEqualTo(OpenApi.document().at("/paths").size());
        assertThat(yaml.header("Content-Type")).hasValue("application/yaml");
        assertThat(yaml.http().body()).startsWith("#").contains("openapi: 3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui.html"})
    void whoHasThemAlreadyIsToldSo(String path) {
        var version = anybody.get(path).header("ETag").orElseThrow();

        for (var known : List.of(version, "*", "W/" + version)) {
            var reply = anybody.with("If-None-Match", known).get(path);

            assertThat(reply.status()).as(known).isEqualTo(304);
            assertThat(reply.header("ETag")).hasValue(version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui.html"})
    void anotherVersionThanIsAskedForIsNotSent(String path) {
        var version = anybody.get(path).header("ETag").orElseThrow();

        for (var stale : List.of("\"1\"", "W/" + version)) {
            assertThat(anybody.with("If-Match", stale).get(path).problem()).isEqualTo("precondition-failed");
            assertThat(anybody.with("If-Match", stale)
                            .with("If-None-Match", version)
                            .get(path)
                            .status())
                    .isEqualTo(412);
        }
        assertThat(anybody.with("If-Match", version).get(path).status()).isEqualTo(200);
        assertThat(anybody.with("If-Match", "*").get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initializer.js", "swagger-ui.css", "swagger-ui-bundle.js"})
    void aFileIsKnownByItsTagSinceTheTimesOfAllFilesInAnImageAreTheSame(String name) {
        var file = "/swagger-ui/" + name;
        var sent = anybody.get(file);
        var tag = sent.header("ETag").orElseThrow();

        assertThat(sent.header("Cache-Control")).hasValue("no-cache");
        assertThat(sent.header("Last-Modified")).isEmpty();
        assertThat(anybody.with("If-None-Match", tag).get(file).status()).isEqualTo(304);
        assertThat(anybody.with("If-None-Match", "\"other\"").get(file).status())
                .isEqualTo(200);
        assertThat(anybody.with("If-Modified-Since", "Mon, 31 Jan 2050 12:00:00 GMT")
                        .get(file)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFileIsSentWholeWhateverPartOfItIsAskedFor() {
        var file = "/swagger-ui/swagger-ui.css";
        var packed = anybody.with("Accept-Encoding", "gzip");

        for (var client : List.of(anybody, packed)) {
            var reply = client.with("Range", "bytes=0-9999")
                    .with("If-Range", "Thu, 01 Jan 1970 00:00:01 GMT")
                    .get(file);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.http().body()).isEqualTo(client.get(file).http().body());
        }
    }

    @Test
    void thePageRunsUnderAPolicyThatAllowsNoScriptInsideAndNothingFromElsewhere() {
        var page = anybody.get("/swagger-ui.html");

        assertThat(page.http().headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "http", "*");
        assertThat(page.http().body())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("(?i) on\\w+=");
    }

    @Test
    void allThatThePageLoadsIsThere() {
        var page = anybody.get("/swagger-ui.html").http().body();
        var files = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(file -> !file.startsWith("data:"))
                .toList();

        assertThat(files).hasSize(3).allSatisfy(file -> {
            var reply = anybody.get("/" + file);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type").orElse(""))
                    .startsWith(file.endsWith(".css") ? "text/css" : "text/javascript");
        });
        assertThat(anybody.get("/swagger-ui/initializer.js").http().body()).contains("url: 'v3/api-docs'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/swagger-ui/",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-initializer.js",
                "/swagger-ui/swagger-ui-es-bundle.js",
                "/webjars/swagger-ui/index.html",
                "/webjars/swagger-ui/5.34.1/index.html",
                "/openapi/openapi.yaml",
                "/META-INF/MANIFEST.MF"
            })
    void nothingElseIsServed(String path) {
        assertThat(anybody.get(path).status()).isEqualTo(404);
    }
}
