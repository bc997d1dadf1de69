package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Tag("fast")
class NewActivityTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ID = "123e4567-e89b-42d3-a456-426614174000";
    private static final Validator VALIDATOR = validator();

    @ParameterizedTest
    @ValueSource(strings = {"V", "VIEW", "PRODUCT_VIEWED", "A1_", "ORDER", "ORDERED", "MY_ORDER_"})
    void aTypeIsOfCapitalsDigitsAndUnderscores(String type) {
        assertThat(violations("type", type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "view", "View", "1VIEW", "_VIEW", "VIEW ", "VIEW\n", "VI-EW", "ÄNDERN", "VIEW\0"})
    void noOtherTypeIsTaken(String type) {
        assertThat(violations("type", type))
                .contains("must be 1 to 64 capital letters, digits or underscores and begin with a letter");
    }

    @Test
    void aTypeHas64CharactersAtMost() {
        assertThat(violations("type", "A".repeat(64))).isEmpty();
        assertThat(violations("type", "A".repeat(65))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER_", "ORDER_PLACED", "ORDER_X"})
    void theSystemsOwnTypesAreRefused(String type) {
        assertThat(violations("type", type))
                .containsExactly("must not begin with ORDER_, which is reserved for the system");
    }

    @ParameterizedTest
    @CsvSource({"lamp, true", "import, false", "a/b, false", "'', false"})
    void aProductIdHasTheFormOfOne(String productId, boolean fine) {
        assertThat(violations("productId", productId).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "123e4567-e89b-42d3-a456-426614174000, true",
        "123E4567-E89B-42D3-A456-426614174000, true",
        "00000000-0000-0000-0000-000000000000, true",
        "'', false",
        "1-1-1-1-1, false",
        "123e4567e89b42d3a456426614174000, false",
        "{123e4567-e89b-42d3-a456-426614174000}, false",
        "123e4567-e89b-42d3-a456-42661417400, false",
        "123e4567-e89b-42d3-a456-4266141740000, false",
        "g23e4567-e89b-42d3-a456-426614174000, false"
    })
    void anEventIdIsAUuidInItsUsualForm(String eventId, boolean fine) {
        assertThat(violations("eventId", eventId).isEmpty()).isEqualTo(fine);
    }

    @Test
    void dataHas16KiBAtMost() {
        assertThat(violations("data", FreeForm.parse("{\"a\":\"" + "x".repeat((1 << 14) - 8) + "\"}")))
                .isEmpty();
        assertThat(violations("data", FreeForm.parse("{\"a\":\"" + "x".repeat((1 << 14) - 7) + "\"}")))
                .containsExactly("must be at most 16384 bytes of JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:05:00Z, true",
        "2026-01-31T12:05:00.001Z, false",
        "2026-01-31T12:00:00Z, true",
        "2025-11-02T12:00:00.001Z, true",
        "2025-11-02T12:00:00Z, false",
        "1970-01-01T00:00:00Z, false",
        "+292278994-08-17T07:12:55.807Z, false"
    })
    void aTimeIsInTheRetentionAndAtMostFiveMinutesAhead(Instant occurredAt, boolean fine) {
        assertThat(violations("occurredAt", occurredAt))
                .isEqualTo(fine ? List.of() : List.of("must be inside the retention and at most 5 minutes ahead"));
    }

    @ParameterizedTest
    @CsvSource({", , true", ", 2026-01-31T12:00:00Z, true", ID + ", 2026-01-31T12:00:00Z, true", ID + ", , false"})
    void aGivenIdAsksForTheTime(@Nullable String eventId, @Nullable Instant occurredAt, boolean fine) {
        var problems = new NewActivity("VIEW", null, null, occurredAt, eventId).problems();

        if (fine) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsEntry("occurredAt", "must be given with an eventId")
                    .hasSize(1);
        }
    }

    @Test
    void whatIsGivenIsKept() {
        var data = FreeForm.parse("{\"a\":1}");

        assertThat(new NewActivity("VIEW", "lamp", data, NOW.minusSeconds(1), ID).toEvent(7, NOW))
                .isEqualTo(new ActivityEvent(UUID.fromString(ID), 7, "VIEW", "lamp", data, NOW.minusSeconds(1)));
    }

    @Test
    void whatIsNotGivenIsNowNewAndEmpty() {
        var command = new NewActivity("VIEW", null, null, null, null);

        var event = command.toEvent(7, NOW);

        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.data()).isEqualTo(FreeForm.EMPTY);
        assertThat(event.productId()).isNull();
        assertThat(event.eventId()).isNotEqualTo(command.toEvent(7, NOW).eventId());
    }

    private static List<String> violations(String field, Object value) {
        return VALIDATOR.validateValue(NewActivity.class, field, value).stream()
                .map(violation -> violation.getMessage())
                .toList();
    }

    /** One whose clock stands still. */
    private static Validator validator() {
        var configuration = Validation.byDefaultProvider().configure();
        var others = configuration.getDefaultConstraintValidatorFactory();
        var properties = new ActivityProperties(Duration.ofDays(90), "polyglot", "{}", DataSize.ofMegabytes(2));
        var inRetention = new InRetention.Validator(Clock.fixed(NOW, ZoneOffset.UTC), properties);
        return configuration
                .constraintValidatorFactory(new ConstraintValidatorFactory() {
                    @Override
                    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
                        return type.isInstance(inRetention) ? type.cast(inRetention) : others.getInstance(type);
                    }

                    @Override
                    public void releaseInstance(ConstraintValidator<?, ?> validator) {
                        others.releaseInstance(validator);
                    }
                })
                .buildValidatorFactory()
                .getValidator();
    }
}
