package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A file that is generated while it is sent and never exists as a whole. {@code -Dpolyglot.import.lines} sets its
 * length. The processor time of a line is bounded, so that no line costs more the longer the file is. How long it
 * takes is only told, since that depends on the machine. That its length takes no memory is tested in
 * {@code MemoryTests}.
 */
@ShopTest
class LargeImportTests extends ImportFixture {

    private static final int LINES = Integer.getInteger("polyglot.import.lines", 6_000);
    /** Each line whose number this divides is bad. */
    private static final int BAD = 300;

    private static final String DESCRIPTION = "So that it takes room. ".repeat(40);

    private static final List<String> LISTS =
            List.of("", "sort=name", "sort=price", "sort=-createdAt", "category=category-7", "facets=category");

    LargeImportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
    }

    @Test
    void manyLinesAreImportedListedAndExported() throws IOException {
        var cost = new ImportCost();
        try (var upload = Upload.chunked(port, importer.admin().token())) {
            for (var name = 0; name < LINES; name++) {
                upload.send(name % BAD == BAD - 1 ? "bad\n" : line(name) + "\n");
            }
            upload.end();

            var report = upload.answer().json();
            cost.assertBounded(LINES);
            assertThat(report.at("/inserted").intValue()).isEqualTo(LINES - LINES / BAD);
            assertThat(report.at("/rejectedCount").intValue()).isEqualTo(LINES / BAD);
            assertThat(report.at("/rejected/19/line").intValue()).isEqualTo(20 * BAD);
        }
        for (var query : LISTS) {
            // The emulator may still be slow at first; the response is then to try again.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(importer.admin()
                                    .get("/products?limit=20&" + query)
                                    .at("/items"))
                            .as(query)
                            .hasSize(20));
        }
        var exported = new ArrayList<>(importer.exported());
        assertThat(exported).hasSize(LINES - LINES / BAD).isSorted();
        exported.removeIf(line -> !line.contains(DESCRIPTION));
        assertThat(exported).hasSize(LINES - LINES / BAD);
    }

    private String line(int name) {
        return """
                {"id": "%s", "name": "Product %d", "description": "%s", "category": "category-%d", "price": {"amount": 1, "currency": "EUR"}, "attributes": {"n": %d, "tags": ["a", "b"]}}""".formatted(importer.id("%06d".formatted(name)), name, DESCRIPTION, name % 100, name);
    }
}
