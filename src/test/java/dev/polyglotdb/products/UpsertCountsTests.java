package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class UpsertCountsTests {

    @Test
    void countsAddUpEachForItself() {
        assertThat(new UpsertCounts(1, 20, 300).plus(new UpsertCounts(4, 50, 600)))
                .isEqualTo(new UpsertCounts(5, 70, 900));
        assertThat(UpsertCounts.NONE.plus(UpsertCounts.NONE)).isEqualTo(new UpsertCounts(0, 0, 0));
    }

    /** However it went, each line counts once. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, false, 1, 0, 0",
        "0, 2, 1, false, 1, 2, 1",
        "5, 2, 1, false, 0, 2, 1",
        "5, 0, 3, false, 0, 0, 3",
        "5, 2, 1, true, 1, 1, 1",
        "5, 1, 0, true, 1, 0, 0"
    })
    void aProductThatWasDeletedMeanwhileIsMadeAnew(
            long oldVersion, int updates, int repeats, boolean reborn, long inserted, long updated, long unchanged) {
        var change = new ProductUpsert(oldVersion, product(), updates, repeats);

        assertThat(new UpsertCounts(10, 10, 10).plus(change, reborn))
                .isEqualTo(new UpsertCounts(10 + inserted, 10 + updated, 10 + unchanged));
    }

    private static Product product() {
        var price = new Money(new BigDecimal("1.00"), "EUR");
        return new Product("lamp", "Lamp", null, null, null, price, FreeForm.EMPTY, 1, Instant.EPOCH, Instant.EPOCH);
    }
}
