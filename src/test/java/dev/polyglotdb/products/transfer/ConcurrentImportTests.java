package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.Editor;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
@SideBySide
class ConcurrentImportTests extends ImportFixture {

    private static final int PRODUCTS = 10;
    private static final int ROUNDS = 60;
    private static final int IMPORTERS = 3;

    private final Shop shop;

    ConcurrentImportTests(Shop shop, MongoOperations mongo) {
        super(shop, mongo);
        this.shop = shop;
    }

    /**
     * All contents differ. So every line and every request must create one version, and the reported counts must add up
     * to the number of versions.
     */
    @Test
    void concurrentImportsAndEditsLoseNothingAndCountTheirWrites() {
        var written = Parallel.each(IMPORTERS + 1, this::writeAllProductsManyTimes);

        var versions = IntStream.range(0, PRODUCTS)
                .mapToLong(name -> importer.get(name).number("/version"))
                .sum();
        assertThat(versions)
                .isEqualTo(written.stream().mapToLong(Long::longValue).sum());
        assertThat(versions).isEqualTo((long) PRODUCTS * ROUNDS * (IMPORTERS + 1));
    }

    /** @return the number of writes reported to this writer */
    private long writeAllProductsManyTimes(int writer) {
        if (writer == IMPORTERS) {
            return editAllProductsManyTimes(writer);
        }
        var lines = IntStream.range(0, PRODUCTS * ROUNDS)
                .mapToObj(i -> importer.line(i % PRODUCTS, price(writer, i)))
                .toArray(String[]::new);
        var report = importer.importLines(lines);
        assertThat(report.number("/unchanged") + report.number("/rejectedCount"))
                .isZero();
        return report.number("/inserted") + report.number("/updated");
    }

    private long editAllProductsManyTimes(int writer) {
        var editor = Editor.of(shop);
        var written = 0;
        for (var i = 0; i < PRODUCTS * ROUNDS; i++) {
            var id = importer.id(i % PRODUCTS);
            var reply = editor.put(id, importer.line(i % PRODUCTS, price(writer, i)));
            assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
            written++;
        }
        return written;
    }

    private static String price(int writer, int i) {
        return writer + 1 + "." + (i / PRODUCTS + 10);
    }
}
