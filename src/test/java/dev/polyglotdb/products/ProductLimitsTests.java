package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.resilience.Seeds;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/**
 * Whatever is accepted can be stored. MongoDB takes 16 MB, 100 levels and paths of 255 parts. The more keys a product
 * has in indexes, the slower it is written. The products are built by the code that stores them.
 */
@Tag("fast")
class ProductLimitsTests {

    private static final int MAX_BYTES = 2_000_000;
    private static final int MAX_LEVELS = 65;
    private static final int MAX_PARTS = 193;
    private static final int MAX_KEYS = 7_300;

    private static final int PRODUCTS = 60;

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void theLargestProductIsFarSmallerThanADocumentMayBe() {
        assertThat(accepted(ExtremeProducts.largest("p")).bytes()).isBetween(MAX_BYTES * 9 / 10, MAX_BYTES);
    }

    @Test
    void theDeepestProductNestsLessThanADocumentMay() {
        assertThat(accepted(ExtremeProducts.deepest("p", 64)).levels()).isEqualTo(MAX_LEVELS);
        assertThatThrownBy(() -> ExtremeProducts.deepest("p", 65))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("must not nest deeper than 64");
    }

    /** Some versions of MongoDB crash at longer ones. */
    @Test
    void noPathHasMoreThan255Parts() {
        assertThat(accepted(ExtremeProducts.nested("p", "a.b.c", 64)).parts()).isEqualTo(MAX_PARTS);
        assertThat(accepted(ExtremeProducts.nested("p", "a.b.c.d", 64)).parts()).isEqualTo(65);
        assertThat(accepted(ExtremeProducts.nested("p", ".".repeat(50_000), 1)).parts())
                .isLessThan(MAX_PARTS);
    }

    @Test
    void theNumberOfKeysIsThatOfItsFilterableValuesAndItsWords() {
        assertThat(accepted(ExtremeProducts.mostKeys("p")).keys()).isBetween(MAX_KEYS * 9 / 10, MAX_KEYS);
    }

    @Test
    void noAcceptedProductOfGeneratedExtremesExceedsThese() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var products = new ExtremeProducts(new Random(seed));
            var accepted = 0;
            for (var i = 0; i < PRODUCTS; i++) {
                var product = products.next();
                if (VALIDATOR.validate(product).isEmpty()) {
                    accepted++;
                    var footprint = Footprint.of(product);
                    assertThat(footprint.bytes()).isLessThanOrEqualTo(MAX_BYTES);
                    assertThat(footprint.levels()).isLessThanOrEqualTo(MAX_LEVELS);
                    assertThat(footprint.parts()).isLessThanOrEqualTo(MAX_PARTS);
                    assertThat(footprint.keys()).isLessThanOrEqualTo(MAX_KEYS);
                }
            }
            assertThat(accepted).isGreaterThan(PRODUCTS / 2);
        });
    }

    private static Footprint accepted(NewProduct product) {
        assertThat(VALIDATOR.validate(product)).isEmpty();
        return Footprint.of(product);
    }
}
