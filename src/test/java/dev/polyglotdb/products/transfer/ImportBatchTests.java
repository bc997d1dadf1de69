package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.NewProduct;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ImportBatchTests {

    private final ImportBatch batch = new ImportBatch();

    @Test
    void aNewBatchIsEmpty() {
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.commands()).isEmpty();
    }

    @Test
    void aHundredLinesFillIt() {
        for (var line = 1; line <= 100; line++) {
            assertThat(batch.isFull()).isFalse();
            batch.add(line, 10, product("p" + line));
        }

        assertThat(batch.isFull()).isTrue();
        assertThat(batch.lastLine()).isEqualTo(100);
    }

    @Test
    void aMebibyteFillsIt() {
        batch.add(1, (1 << 20) - 1, product("large"));
        assertThat(batch.isFull()).isFalse();

        batch.add(2, 1, product("small"));
        assertThat(batch.isFull()).isTrue();
    }

    /** What is derived from such products takes far more time and room than their lines. */
    @Test
    void aFewProductsOfVeryManyValuesOrWordsFillIt() {
        var values = FreeForm.of(
                Map.of("a", Map.of("n", IntStream.range(0, 2_000).boxed().toList())));
        for (var line = 1; line <= 10; line++) {
            batch.add(2 * line, 10, product("v" + line, null, values));
            assertThat(batch.isFull()).isFalse();
            batch.add(2 * line + 1, 10, product("w" + line, "word".repeat(2_000), null));
        }

        assertThat(batch.isFull()).isTrue();
    }

    @Test
    void linesAboutOneProductStayInTheirOrder() {
        var first = product("lamp");
        var second = product("lamp");
        batch.add(3, 10, first);
        batch.add(4, 10, product("desk"));
        batch.add(9, 10, second);

        assertThat(batch.commands().get("lamp")).containsExactly(first, second);
        assertThat(batch.commands()).containsOnlyKeys("lamp", "desk");
        assertThat(batch.lastLine()).isEqualTo(9);
    }

    @Test
    void batchesWithOneProductInCommonAreNotDisjoint() {
        var other = new ImportBatch();
        batch.add(1, 10, product("lamp"));
        other.add(2, 10, product("desk"));
        assertThat(batch.isDisjointFrom(other)).isTrue();

        other.add(3, 10, product("lamp"));
        assertThat(batch.isDisjointFrom(other)).isFalse();
        assertThat(other.isDisjointFrom(batch)).isFalse();
    }

    private static NewProduct product(String id) {
        return product(id, null, null);
    }

    private static NewProduct product(String id, @Nullable String description, @Nullable FreeForm attributes) {
        return new NewProduct(
                id, "Lamp", description, null, null, new Money(new BigDecimal("1.00"), "EUR"), attributes);
    }
}
