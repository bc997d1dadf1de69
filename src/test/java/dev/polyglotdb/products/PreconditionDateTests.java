package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as preconditions, and which precondition counts first. The product is version 2. */
@ShopTest
class PreconditionDateTests {

    private final Shop shop;
    private final Editor editor;
    private String id = "";

    PreconditionDateTests(Shop shop) {
        this.shop = shop;
        this.editor = Editor.of(shop);
    }

    @BeforeEach
    void changeAProduct() {
        id = shop.product("1.00");
        editor.put(id, Editor.named("second"));
    }

    /** A product has no time of change in its headers, so a time can't guard it, and to ignore it would overwrite. */
    @Test
    void aTimeDoesNotGuardAChange() {
        var time = "Sat, 31 Jan 2026 12:00:00 GMT";
        for (var reply : writes(editor.with("If-Unmodified-Since", time), id)) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.text("/detail")).contains("If-Match");
        }
        assertThat(editor.with("If-Modified-Since", time).get(id).status()).isEqualTo(200);
        assertThat(editor.with("If-Unmodified-Since", time)
                        .ifMatch("\"2\"")
                        .put(id, Editor.named("third"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Modified-Since", "If-Unmodified-Since", "If-Range"})
    void aTimeThatIsNoneIsRefused(String header) {
        for (var reply : writes(editor.ifMatch("\"2\"").with(header, "yesterday"), id)) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.text("/detail")).contains(header);
        }
        assertThat(editor.with(header, "2026-01-31T12:00:00Z").get(id).status()).isEqualTo(400);
    }

    @Test
    void whatIsStaleIsTheSameForAHeadAndFromTheCacheAndBeforeWhatIsKnown() {
        for (var i = 0; i < 2; i++) {
            for (var method : List.of("GET", "HEAD")) {
                var reply = shop.anybody()
                        .with("If-Match", "\"1\"")
                        .with("If-None-Match", "\"2\"")
                        .send(method, "/products/" + id, BodyPublishers.noBody());

                assertThat(reply.status()).as(method).isEqualTo(412);
            }
            assertThat(editor.get(id).status()).isEqualTo(200);
        }
        assertThat(editor.ifMatch("\"2\"")
                        .with("If-None-Match", "\"2\"")
                        .get(id)
                        .status())
                .isEqualTo(304);
    }

    private static List<Reply> writes(Editor editor, String id) {
        return List.of(editor.put(id, Editor.named("n")), editor.patch(id, "{\"name\": \"n\"}"), editor.delete(id));
    }
}
