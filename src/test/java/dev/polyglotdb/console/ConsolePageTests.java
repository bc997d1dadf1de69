package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at the root. */
@ShopTest
class ConsolePageTests {

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(console/[^\"]+)\"");

    private final Client anybody;

    ConsolePageTests(Shop shop) {
        this.anybody = shop.anybody();
    }

    @Test
    void anyoneGetsThePageUnderAPolicyThatAllowsNothingFromElsewhere() {
        var page = anybody.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.header("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void whoHasThePageAlreadyIsToldSo() {
        var tag = anybody.get("/").header("ETag").orElseThrow();

        assertThat(anybody.with("If-None-Match", tag).get("/").status()).isEqualTo(304);
        assertThat(anybody.with("If-None-Match", "\"other\"").get("/").status()).isEqualTo(200);
    }

    @Test
    void aHeadTellsWhatAGetWouldAndOtherMethodsAreNotAllowed() {
        assertThat(anybody.send("HEAD", "/", BodyPublishers.noBody()).header("ETag"))
                .isEqualTo(anybody.get("/").header("ETag"));
        var refused = anybody.post("/", "{}");
        assertThat(refused.problem()).isEqualTo("method-not-allowed");
        assertThat(refused.header("Allow").orElse("").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
    }

    @Test
    void whoeverHasNoJavaScriptIsSentToWhatCanBeReadWithoutIt() {
        assertThat(anybody.get("/").http().body()).contains("<noscript>").contains("href=\"v3/api-docs\"");
        assertThat(anybody.get("/v3/api-docs").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "nothing.js", "views", "views/", "index.html", "app.class", ".js"})
    void whatIsNoFileOfThePageIsNotFound(String path) {
        assertThat(anybody.get("/console/" + path).problem()).isEqualTo("not-found");
    }

    @Test
    void theFilesThatThePageLoadsAreServedAndAskedForAgainOnlyIfTheyChanged() {
        var files = FILE.matcher(anybody.get("/").http().body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(files).isNotEmpty().allSatisfy(file -> {
            var reply = anybody.get("/" + file);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type").orElse("")).matches("(text|image|application)/.+");
            assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(reply.header("Cache-Control")).hasValue("no-cache");
            var tag = reply.header("ETag").orElseThrow();
            assertThat(anybody.with("If-None-Match", tag).get("/" + file).status())
                    .isEqualTo(304);
            assertThat(anybody.post("/" + file).problem()).isEqualTo("method-not-allowed");
        });
    }

    /** So nobody can put together what is from two releases. */
    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9", "bytes=0-0,5-", "bytes=999999999-", "bytes=x", "lines=1"})
    void aFileIsSentWholeWhateverPartOfItIsAskedFor(String range) {
        var file = "/console/app.js";
        var whole = anybody.get(file);
        var tag = whole.header("ETag").orElseThrow();

        for (var condition : new String[] {"\"other\"", tag}) {
            var reply = anybody.with("Range", range).with("If-Range", condition).get(file);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Range")).isEmpty();
            assertThat(reply.http().body()).isEqualTo(whole.http().body());
        }
        assertThat(anybody.with("Range", range)
                        .with("If-None-Match", tag)
                        .get(file)
                        .status())
                .isEqualTo(304);
        assertThat(anybody.with("Range", range)
                        .send("HEAD", file, BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
    }
}
