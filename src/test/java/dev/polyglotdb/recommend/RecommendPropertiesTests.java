package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@Tag("fast")
class RecommendPropertiesTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void theDefaultsAreValid() {
        assertThat(VALIDATOR.validate(bind(Map.of()))).isEmpty();
    }

    /** Three quarters of a buyer's purchases are looked for back in time, and none is lost. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 3, 0", "4, 3, 1", "5, 4, 1", "8, 6, 2", "20, 15, 5", "1000, 750, 250"})
    void thePurchasesOfABuyerAreSharedOut(int purchases, int before, int after) {
        var properties = bind(Map.of("polyglot.recommend.purchases", purchases));

        assertThat(properties.purchasesBefore()).isEqualTo(before);
        assertThat(properties.purchasesAfter()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "alpha, -0.1",
        "alpha, 5.1",
        "beta, -1",
        "beta, 6",
        "decay-length, 0",
        "seeds, 0",
        "seeds, 501",
        "co-buyers, 0",
        "co-buyers, 1001",
        "purchases, 0",
        "purchases, 1001",
        "reasons, 0",
        "reasons, 101",
        "popular-size, 0",
        "popular-size, 10001",
        "related.buyers, 0",
        "related.buyers, 10001",
        "related.memory, -1"
    })
    void aSettingThatWouldUnboundTheWorkIsRefused(String name, String value) {
        assertThat(VALIDATOR.validate(bind(Map.of("polyglot.recommend." + name, value))))
                .hasSize(1);
    }

    private static RecommendProperties bind(Map<String, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("polyglot.recommend", RecommendProperties.class);
    }
}
