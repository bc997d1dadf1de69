package dev.polyglotdb.products;

import static dev.polyglotdb.engines.MongoAnswer.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Clock;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why an index is missing is told as long as it is missing. A shop's test, since nothing is logged without one. */
@ShopTest
@SideBySide
class UpkeepReasonTests {

    private static final String REASON = "85 IndexOptionsConflict";

    private final SpokenCatalog catalog = new SpokenCatalog();
    private final MongoCollection<Document> upgrades = catalog.documents("upgrades");
    private final CatalogUpkeep upkeep =
            new CatalogUpkeep(catalog.documents(), upgrades, Clock.systemUTC(), System::nanoTime);

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void aReasonIsLoggedOnceAndStaysFromRoundToRound() {
        var conflict = error(85, "IndexOptionsConflict");
        // Refuses the command for all indexes, and in each round the first of them.
        catalog.relay().next("createIndexes", conflict);
        try (var log = LogLines.of(CatalogUpkeep.class.getName())) {
            for (var round = 0; round < 2; round++) {
                catalog.relay().next("createIndexes", conflict);
                upkeep.round(() -> true);
                assertThat(upkeep.missingIndexes()).hasSize(1).containsValue(REASON);
            }

            assertThat(catalog.sent("createIndexes")).isEqualTo(2 + ProductIndexes.ALL.size());
            // Shops of other tests may log meanwhile, but nothing of a conflict.
            assertThat(log.all())
                    .filteredOn(line -> line.contains("are missing") && line.contains(REASON))
                    .hasSize(1);
        }
        upkeep.round(() -> true);
        assertThat(upkeep.missingIndexes()).isEmpty();
    }

    @Test
    void aRoundThatOnlyLooksKeepsTheReason() {
        var conflict = error(85, "IndexOptionsConflict");
        catalog.relay().next("createIndexes", conflict, conflict);
        upkeep.round(() -> true);
        var others = new UpkeepLease(upgrades, Clock.systemUTC(), System::nanoTime, CatalogUpkeep.LEASE);

        try (var held = others.take()) {
            assertThat(held).isNotNull();
            upkeep.round(() -> true);
            assertThat(upkeep.missingIndexes()).hasSize(1).containsValue(REASON);
        }
    }
}
