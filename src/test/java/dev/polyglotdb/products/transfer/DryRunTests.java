package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/** Whoever is not sure of a file tries it first. */
@ShopTest
class DryRunTests extends ImportFixture {

    DryRunTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @Test
    void theReportIsThatOfTheImportAndNothingIsWritten() {
        importer.importLines(importer.line("a", "1"), importer.line("b", "2"));
        var before = importer.exported();
        var lines = new String[] {
            importer.line("a", "1.00"),
            importer.line("b", "3"),
            "{}",
            importer.line("b", "3"),
            "",
            importer.line("c", "1"),
            importer.line("c", "1.0"),
            importer.line("c", "2"),
            importer.line("b", "2"),
            "nonsense"
        };

        var tried = importer.tryLines(lines);

        assertThat(Importer.counts(tried)).isEqualTo("inserted 1, updated 3, unchanged 3, rejected 2");
        assertThat(importer.exported()).isEqualTo(before);
        assertThat(importer.importLines(lines).body()).isEqualTo(tried.body());
    }

    /** They are in different batches, some of which are read at the same time. */
    @Test
    void linesOfOneProductThatAreFarApartAreSeenTogether() {
        var lines = new ArrayList<String>();
        for (var i = 0; i < 1_000; i++) {
            lines.add(importer.line(i % 317, String.valueOf(i / 634)));
        }
        var all = lines.toArray(String[]::new);

        var tried = importer.tryLines(all);

        assertThat(Importer.counts(tried)).isEqualTo("inserted 317, updated 317, unchanged 366, rejected 0");
        assertThat(importer.get(1).status()).isEqualTo(404);
        assertThat(importer.importLines(all).body()).isEqualTo(tried.body());
        assertThat(Importer.counts(importer.tryLines(all))).isEqualTo(Importer.counts(importer.importLines(all)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00000000000000000000000000000000000", "1E+6144", "0e6144"})
    void aLineThatWasImportedBeforeChangesNothing(String number) {
        var line = importer.line("a", "1").replace("}}", "}, \"attributes\": {\"n\": %s}}".formatted(number));
        importer.importLines(line);

        assertThat(Importer.counts(importer.tryLines(line, line)))
                .isEqualTo("inserted 0, updated 0, unchanged 2, rejected 0");
        assertThat(Importer.counts(importer.importLines(line, line)))
                .isEqualTo("inserted 0, updated 0, unchanged 2, rejected 0");
    }

    @Test
    void aPackedFileCanBeTried() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(packed)) {
            packer.write(importer.line("a", "1").getBytes(StandardCharsets.UTF_8));
        }

        var tried = importer.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .with("Content-Encoding", "gzip")
                .send("POST", "/products/import?dryRun=true", BodyPublishers.ofByteArray(packed.toByteArray()));

        assertThat(Importer.counts(tried)).isEqualTo("inserted 1, updated 0, unchanged 0, rejected 0");
        assertThat(importer.get("a").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun", "dryRun=", "dryRun=yes", "dryRun=1", "dryRun=TRUE", "dryRun=true&dryRun=true"})
    void whatIsNeitherTrueNorFalseIsRefused(String query) {
        var reply = importer.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import?" + query, BodyPublishers.ofString(importer.line("a", "1")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#/dryRun");
        assertThat(importer.get("a").status()).isEqualTo(404);
    }

    @Test
    void falseIsAnImport() {
        var reply = importer.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import?dryRun=false", BodyPublishers.ofString(importer.line("a", "1")));

        assertThat(Importer.counts(reply)).isEqualTo("inserted 1, updated 0, unchanged 0, rejected 0");
        assertThat(importer.get("a").status()).isEqualTo(200);
    }
}
