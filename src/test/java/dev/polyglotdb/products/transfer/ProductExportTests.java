package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
class ProductExportTests extends ImportFixture {

    ProductExportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @Test
    void everyProductIsOneLineAsItIsReadInTheOrderOfIds() {
        importAllKinds();

        var reply = importer.admin().get("/products/export");

        assertThat(reply.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(reply.header("Content-Disposition").orElse(""))
                .contains("attachment")
                .contains(".ndjson");
        assertThat(reply.header("X-Accel-Buffering")).hasValue("no");
        assertThat(reply.header("Server-Timing").orElse("")).contains("mongodb;dur=");
        assertThat(reply.http().body()).endsWith("}\n");
        var ids = reply.http()
                .body()
                .lines()
                .map(line -> Reply.parse(line).at("/id").asString())
                .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        for (var name : new String[] {"B", "a", "b.c", "full"}) {
            assertThat(importer.exported()).contains(importer.get(name).http().body());
        }
    }

    @Test
    void anExportCanBeImportedUnchanged() {
        importAllKinds();
        var export = importer.export();
        var lines = export.lines().count();

        var again = importer.importBytes(export.getBytes(StandardCharsets.UTF_8));

        assertThat(Importer.counts(again)).isEqualTo(Importer.REPORT.formatted(0, 0, lines, 0));
        assertThat(importer.export()).isEqualTo(export);
    }

    @Test
    void lostProductsAreRestoredFromTheExport() {
        importAllKinds();
        var own = importer.exported();
        var export = importer.export();
        importer.clear();

        var report = importer.importBytes(export.getBytes(StandardCharsets.UTF_8));

        assertThat(report.number("/inserted")).isEqualTo(own.size());
        assertThat(importer.exported().stream().map(ProductExportTests::content))
                .containsExactlyElementsOf(
                        own.stream().map(ProductExportTests::content).toList());
    }

    @Test
    void unchangedProductsAreExportedOnceWhileOthersComeAndGo() {
        var lines = new String[500];
        for (var name = 0; name < lines.length; name++) {
            lines[name] = importer.line("stays-" + name, "1");
        }
        importer.importLines(lines);
        var number = new AtomicInteger();
        try (var others = Meanwhile.repeat(() -> comeAndGo(number.getAndIncrement()))) {
            for (var i = 0; i < 5; i++) {
                var ids = importer.exported().stream()
                        .map(line -> Reply.parse(line).at("/id").asString())
                        .toList();
                assertThat(ids).isSorted().doesNotHaveDuplicates();
                assertThat(ids.stream().filter(id -> id.contains("stays"))).hasSize(500);
            }
        }
    }

    private void comeAndGo(int i) {
        importer.importLines(
                importer.line("comes-" + i % 10, "1." + (10 + i % 80)), importer.line("stays-7", "1." + (10 + i % 80)));
        importer.admin()
                .client()
                .send("DELETE", "/products/" + importer.id("comes-" + i % 10), BodyPublishers.noBody());
    }

    @Test
    void headDescribesAnExportWithoutRunningIt() {
        var reply = importer.admin().client().send("HEAD", "/products/export", BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(reply.header("Server-Timing").orElse("")).doesNotContain("mongodb");
    }

    private void importAllKinds() {
        var report = importer.importLines(
                importer.line("b.c", "1"), importer.line("B", "1"), importer.line("a", "1"), """
                {"id": "%s", "name": "n\\u2028", "description": "😀\\n\\t", "category": "c", "brand": "b", "price": {"amount": 5, "currency": "JPY"}, "attributes": {"a.b": {"$set": null, "$ref": 1, "": [true, [], {}]}, "n\\u0000": [1, 1.0, 1.10, 1e3, -0.0, 9223372036854775807, 0.1234567890123456789012345678901234, 1E-6143], "z": 1, "\\u0001": "\\u0000", "y": "\\u007f"}}""".formatted(
                                importer.id("full")));
        assertThat(Importer.counts(report)).isEqualTo(Importer.REPORT.formatted(4, 0, 0, 0));
    }

    /** Returns a line without the members that the server manages. */
    private static String content(String line) {
        return line.substring(0, line.lastIndexOf(",\"version\":"));
    }
}
