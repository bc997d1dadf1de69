package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

@Tag("fast")
@Isolated("it changes the language of the JVM")
class EnglishMessagesTests {

    private record Item(
            @Size(min = 2, max = 3) String name,
            @DecimalMin("1.5") BigDecimal amount,
            @NotNull @Nullable Integer count) {}

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG", "fa-IR"})
    void theTextsAreInEnglishWhateverTheMachineSpeaks(String language) {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            mustBeEnglish();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theTextsAreInEnglishWhateverTheClientSpeaks() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        try {
            mustBeEnglish();
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    /** As Spring Boot makes its validator. */
    private static void mustBeEnglish() {
        try (var factory = new LocalValidatorFactoryBean()) {
            factory.setConfigurationInitializer(JsonConfiguration.validationSpeaksEnglish()::customize);
            factory.afterPropertiesSet();
            assertThat(factory.getValidator().validate(new Item("long", BigDecimal.ONE, null)))
                    .extracting(ConstraintViolation::getMessage)
                    .containsExactlyInAnyOrderElementsOf(List.of(
                            "size must be between 2 and 3",
                            "must be greater than or equal to 1.5",
                            "must not be null"));
        }
    }
}
