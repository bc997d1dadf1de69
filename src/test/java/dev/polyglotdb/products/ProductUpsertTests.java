package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands are written as the names that they give to the product. */
@Tag("fast")
class ProductUpsertTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Product OLD = Product.of(command("old"), 4, NOW.minusSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "a,           1, 0, 0, true",
        "a a,         1, 0, 1, true",
        "a b,         2, 1, 0, true",
        "a b b a,     3, 2, 1, true"
    })
    void theFirstCommandMakesAProductThatIsNotThere(
            String commands, long version, int updates, int repeats, boolean insert) {
        var upsert = ProductUpsert.of(null, 0, commands(commands), NOW);

        assertThat(upsert.product().version()).isEqualTo(version);
        assertThat(upsert.updates()).isEqualTo(updates);
        assertThat(upsert.repeats()).isEqualTo(repeats);
        assertThat(upsert.isInsert()).isEqualTo(insert);
        assertThat(upsert.isNone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "old,         5, 0, 1, true",
        "old old,     5, 0, 2, true",
        "a,           6, 1, 0, false",
        "a a,         6, 1, 1, false",
        "a b,         7, 2, 0, false",
        "a old,       7, 2, 0, false"
    })
    void whatIsThereIsChangedOrLeft(String commands, long version, int updates, int repeats, boolean none) {
        var upsert = ProductUpsert.of(OLD, 0, commands(commands), NOW);

        assertThat(upsert.oldVersion()).isEqualTo(5);
        assertThat(upsert.product().version()).isEqualTo(version);
        assertThat(upsert.updates()).isEqualTo(updates);
        assertThat(upsert.repeats()).isEqualTo(repeats);
        assertThat(upsert.isInsert()).isFalse();
        assertThat(upsert.isNone()).isEqualTo(none);
    }

    @Test
    void theLastCommandWins() {
        assertThat(ProductUpsert.of(OLD, 0, commands("a b c"), NOW).product().name())
                .isEqualTo("c");
    }

    @Test
    void aProductThatIsMadeAgainGoesOnFromItsDeletedVersion() {
        assertThat(ProductUpsert.of(null, 41, commands("a b"), NOW).product().version())
                .isEqualTo(43);
    }

    @Test
    void theDeletedVersionIsOfNoAccountWhereTheProductIsThere() {
        assertThat(ProductUpsert.of(OLD, 41, commands("a"), NOW).product().version())
                .isEqualTo(6);
    }

    @Test
    void nothingIsMadeOfNoCommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProductUpsert.of(null, 0, List.of(), NOW));
    }

    private static List<NewProduct> commands(String names) {
        return Arrays.stream(names.split(" ")).map(ProductUpsertTests::command).toList();
    }

    private static NewProduct command(String name) {
        return new NewProduct("lamp", name, null, null, null, new Money(new BigDecimal("1.00"), "EUR"), null);
    }
}
