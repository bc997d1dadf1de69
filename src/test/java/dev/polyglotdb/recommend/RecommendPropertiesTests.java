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

    @ParameterizedTest
    @CsvSource({
        "alpha, -0.1",
        "alpha, 5.1",
        "beta, -1",
        "beta, 6",
        "recency, -0.1",
        "recency, 5.1",
        "seeds, 0",
        "seeds, 501",
        "co-buyers, 0",
        "co-buyers, 1001",
        "neighbours, 0",
        "neighbours, 10001",
        "paths, 0",
        "paths, 10001",
        "window, -1",
        "window, 501",
        "later, -1",
        "later, 101",
        "reasons, 0",
        "reasons, 101",
        "popular-size, 0",
        "popular-size, 10001",
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
