package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If-Match and If-None-Match according to RFC 9110. The product of each test has the ETag "2". */
@ShopTest
class PreconditionTests {

    private final Shop shop;
    private final Editor editor;
    private final String id;

    PreconditionTests(Shop shop) {
        this.shop = shop;
        this.editor = Editor.of(shop);
        this.id = shop.product("1.00");
        editor.put(id, Editor.named("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"3\"", "W/\"2\"", "\"1\", \"3\"", "\"22\"", "\"\"", "\"2*\""})
    void aWriteForAnotherVersionFails(String tags) {
        for (var reply : writes(editor.ifMatch(tags), id)) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(412);
            assertThat(reply.problem()).isEqualTo("precondition-failed");
        }
        assertThat(editor.get(id).text("/name")).isEqualTo("second");
    }

    /** Neither is taken for what it looks like, nor ignored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "\"2",
                "2\"",
                "nonsense",
                "",
                ",",
                "x*",
                "W/*",
                "**",
                "*, *",
                "\"0\", *",
                "*, \"2\"",
                "w/\"2\"",
                "W/ \"2\"",
                "\"2\" \"3\"",
                "\"a b\""
            })
    void aPreconditionThatIsNoListOfTagsIsRefused(String tags) {
        for (var header : List.of("If-Match", "If-None-Match")) {
            var careful = editor.with(header, tags);
            for (var reply : writes(careful, id)) {
                assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
                assertThat(reply.text("/detail")).contains(header);
            }
            assertThat(careful.get(id).status()).isEqualTo(400);
        }
        assertThat(editor.get(id).text("/name")).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"2\""})
    void aProductThatIsNotTheVersionAskedForIsNotRead(String tags) {
        assertThat(editor.ifMatch(tags).get(id).problem()).isEqualTo("precondition-failed");
        assertThat(editor.ifMatch("\"2\"").get(id).status()).isEqualTo(200);
        assertThat(editor.ifMatch("*").get(Shop.unique("missing")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "*", "\"1\", \"2\"", "\"2\",\"3\"", "\"a,b\", W/\"1\", \"2\""})
    void aWriteForThisVersionIsDone(String tags) {
        var patched = editor.ifMatch(tags).patch(id, "{\"name\": \"third\"}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).hasValue("\"3\"");

        var three = tags.equals("*") ? "*" : "\"3\"";
        assertThat(editor.ifMatch(three).put(id, Editor.named("fourth")).status())
                .isEqualTo(200);
        assertThat(editor.ifMatch("*").delete(id).status()).isEqualTo(204);
    }

    @Test
    void tagsOnSeveralLinesAreOneList() {
        assertThat(editor.ifMatch("\"1\"").ifMatch("\"2\"").delete(id).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "*"})
    void aConditionalWriteToAMissingProductFails(String tags) {
        var missing = Shop.unique("missing");

        for (var reply : writes(editor.ifMatch(tags), missing)) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(412);
        }
        assertThat(editor.get(missing).status()).isEqualTo(404);
    }

    @Test
    void aStaleWriteFailsEvenIfItWouldChangeNothing() {
        assertThat(editor.ifMatch("\"1\"").put(id, Editor.named("second")).status())
                .isEqualTo(412);
    }

    @Test
    void anInvalidBodyIsReportedBeforeAFailedPrecondition() {
        assertThat(editor.ifMatch("\"1\"").put(id, "{}").status()).isEqualTo(400);
        assertThat(editor.ifMatch("\"1\"").patch(id, "{").status()).isEqualTo(400);
    }

    @Test
    void aProductCanBeCreatedOnlyIfItDoesNotExist() {
        var fresh = Shop.unique("fresh");
        var careful = editor.with("If-None-Match", "*");

        assertThat(careful.put(fresh, Editor.named("first")).status()).isEqualTo(201);
        assertThat(careful.put(fresh, Editor.named("second")).problem()).isEqualTo("precondition-failed");
        assertThat(editor.with("If-None-Match", "W/\"1\"").delete(fresh).status())
                .isEqualTo(412);
        assertThat(editor.with("If-None-Match", "\"2\"").delete(fresh).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"2\"", "*", "\"1\", \"2\"", "\"a,b\",W/\"2\""})
    void anUnchangedProductIsNotSentAgain(String tags) {
        for (var method : List.of("GET", "HEAD")) {
            var reply = read(method, tags);

            assertThat(reply.status()).as(method).isEqualTo(304);
            assertThat(reply.header("ETag")).hasValue("\"2\"");
            assertThat(reply.header("Cache-Control")).hasValue("no-cache");
            assertThat(reply.http().body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"1\", W/\"3\"", "\"22\"", "\"\""})
    void aChangedProductIsSent(String tags) {
        var reply = read("GET", tags);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).hasValue("\"2\"");
        assertThat(reply.text("/name")).isEqualTo("second");
    }

    @Test
    void anErrorComesBefore406AndAnUnchangedProductIsNone() {
        var picky = editor.with("Accept", "text/html");

        assertThat(picky.ifMatch("\"1\"").get(id).status()).isEqualTo(412);
        assertThat(picky.with("If-None-Match", "\"2\"").get(id).status()).isEqualTo(406);
        assertThat(picky.with("If-None-Match", "\"2\"")
                        .get(Shop.unique("missing"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aMissingProductIsNotFoundWhateverTheEntityTag() {
        assertThat(shop.anybody()
                        .with("If-None-Match", "*")
                        .get("/products/" + Shop.unique("missing"))
                        .status())
                .isEqualTo(404);
    }

    private Reply read(String method, String tags) {
        return shop.anybody()
                .with("If-None-Match", tags)
                .send(method, "/products/" + id, java.net.http.HttpRequest.BodyPublishers.noBody());
    }

    private static List<Reply> writes(Editor editor, String id) {
        return List.of(editor.put(id, Editor.named("n")), editor.patch(id, "{\"name\": \"n\"}"), editor.delete(id));
    }
}
