package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
class ProductImportTests extends ImportFixture {

    ProductImportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @Test
    void newProductsAreInsertedDifferentOnesUpdatedAndEqualOnesLeftUnchanged() {
        var first = importer.importLines(importer.line("a", "1.00"), importer.line("b", "2.00"));
        var before = importer.get("a");
        var second =
                importer.importLines(importer.line("a", "1.0"), importer.line("b", "2.50"), importer.line("c", "3"));

        assertThat(first.body())
                .isEqualTo(Reply.parse(
                        "{\"inserted\": 2, \"updated\": 0, \"unchanged\": 0, \"rejectedCount\": 0, \"rejected\": []}"));
        assertThat(Importer.counts(second)).isEqualTo("inserted 1, updated 1, unchanged 1, rejected 0");
        assertThat(importer.get("a").body()).isEqualTo(before.body());
        assertThat(importer.get("b").number("/version")).isEqualTo(2);
        assertThat(importer.get("b").text("/price/amount")).isEqualTo("2.50");
        assertThat(importer.get("b").text("/updatedAt"))
                .isGreaterThan(importer.get("b").text("/createdAt"));
        assertThat(importer.get("c").number("/version")).isEqualTo(1);
    }

    @Test
    void linesOfTheSameProductTakeEffectInTheirOrder() {
        var report = importer.importLines(
                importer.line("a", "1"),
                importer.line("a", "2"),
                importer.line("b", "7"),
                importer.line("a", "2"),
                importer.line("a", "3"));

        assertThat(Importer.counts(report)).isEqualTo("inserted 2, updated 2, unchanged 1, rejected 0");
        assertThat(importer.get("a").text("/price/amount")).isEqualTo("3.00");
        assertThat(importer.get("a").number("/version")).isEqualTo(3);
    }

    @Test
    void theOrderAlsoHoldsForLinesThatAreFarApart() {
        var lines = new ArrayList<String>();
        for (var i = 1; i <= 1000; i++) {
            lines.add(importer.line(i % 7, String.valueOf(i)));
        }

        var report = importer.importLines(lines.toArray(String[]::new));

        assertThat(Importer.counts(report)).isEqualTo("inserted 7, updated 993, unchanged 0, rejected 0");
        for (var name = 0; name < 7; name++) {
            var last = 1000 - Math.floorMod(1000 - name, 7);
            assertThat(importer.get(name).at("/price/amount").intValue()).isEqualTo(last);
            assertThat(importer.get(name).number("/version")).isEqualTo(name == 0 ? 142 : 143);
        }
    }

    @Test
    void anImportIsVisibleEvenIfTheProductWasCached() {
        importer.importLines(importer.line("a", "1"));
        importer.get("a");

        importer.importLines(importer.line("a", "2"));

        assertThat(importer.get("a").text("/price/amount")).isEqualTo("2.00");
    }

    @Test
    void membersThatTheServerManagesAreIgnored() {
        var report = importer.importLines("""
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}, "version": "x", "createdAt": 7, "updatedAt": null}""".formatted(importer.id("a")));

        assertThat(Importer.counts(report)).isEqualTo("inserted 1, updated 0, unchanged 0, rejected 0");
        assertThat(importer.get("a").number("/version")).isEqualTo(1);
        assertThat(importer.get("a").text("/createdAt")).isGreaterThan("2026");
    }

    @Test
    void blankLinesAndAnyLineEndsAreAcceptedAndCountAsLines() {
        var body = "\uFEFF" + importer.line("a", "1") + "\r\n\n \t\r\n" + importer.line("b", "1") + "\nnonsense\r\n\n"
                + importer.line("c", "1");

        var report = importer.importBytes(body.getBytes(StandardCharsets.UTF_8));

        assertThat(Importer.counts(report)).isEqualTo("inserted 3, updated 0, unchanged 0, rejected 1");
        assertThat(report.number("/rejected/0/line")).isEqualTo(5);
    }

    @Test
    void anEmptyBodyIsAnImportOfNothing() {
        assertThat(Importer.counts(importer.importBytes(new byte[0])))
                .isEqualTo("inserted 0, updated 0, unchanged 0, rejected 0");
    }

    @Test
    void allRejectedLinesAreCountedAndTheFirstHundredReported() {
        var lines = new ArrayList<>(Collections.nCopies(250, "{}"));
        lines.set(120, importer.line("a", "1"));
        lines.set(0, "");

        var report = importer.importLines(lines.toArray(String[]::new));

        assertThat(Importer.counts(report)).isEqualTo("inserted 1, updated 0, unchanged 0, rejected 248");
        assertThat(report.at("/rejected").size()).isEqualTo(100);
        assertThat(report.number("/rejected/0/line")).isEqualTo(2);
        assertThat(report.number("/rejected/99/line")).isEqualTo(101);
        assertThat(report.text("/rejected/0/detail"))
                .isEqualTo("#/id must not be null; #/name must not be null; #/price must not be null");
    }
}
