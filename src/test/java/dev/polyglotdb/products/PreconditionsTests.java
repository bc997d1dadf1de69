package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.web.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The product is version 7, unless a test says that there is none. */
@Tag("fast")
class PreconditionsTests {

    private static final Product PRODUCT = new Product(
            "lamp",
            "Lamp",
            null,
            null,
            null,
            new Money(new BigDecimal("1.00"), "EUR"),
            FreeForm.EMPTY,
            7,
            Instant.EPOCH,
            Instant.EPOCH);

    @Test
    void whoeverAsksForNothingIsNeverHeldBack() {
        holds(new HttpHeaders(), PRODUCT);
        holds(new HttpHeaders(), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "7"
            "6", "7"
            "7", "8"
            "6","7","8"
            "6,5", "7"
            W/"7", "7"
            *
            """)
    void ifMatchNamesTheVersionOrAny(String value) {
        holds(header(HttpHeaders.IF_MATCH, value), PRODUCT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "6"
            "8"
            "07"
            "70"
            ""
            "6", "8"
            W/"7"
            """)
    void ifMatchHoldsBackWhoKnowsAnotherVersion(String value) {
        fails(header(HttpHeaders.IF_MATCH, value), PRODUCT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "7"
            *
            """)
    void ifMatchHoldsBackWhereThereIsNoProduct(String value) {
        fails(header(HttpHeaders.IF_MATCH, value), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "7"
            W/"7"
            "6", "7"
            *
            """)
    void ifNoneMatchHoldsBackFromTheVersionItNames(String value) {
        fails(header(HttpHeaders.IF_NONE_MATCH, value), PRODUCT);
        holds(header(HttpHeaders.IF_NONE_MATCH, value), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "6"
            W/"6"
            "6", "8"
            "07"
            """)
    void ifNoneMatchLetsOtherVersionsPass(String value) {
        holds(header(HttpHeaders.IF_NONE_MATCH, value), PRODUCT);
    }

    @Test
    void severalLinesAreOneList() {
        var headers = header(HttpHeaders.IF_MATCH, "\"6\"");
        headers.add(HttpHeaders.IF_MATCH, "\"7\"");

        holds(headers, PRODUCT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "7" | "6" | true
            "7" | "7" | false
            "6" | "6" | false
            *   | "6" | true
            """)
    void bothHaveToHold(String ifMatch, String ifNoneMatch, boolean hold) {
        var headers = header(HttpHeaders.IF_MATCH, ifMatch);
        headers.set(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);

        if (hold) {
            holds(headers, PRODUCT);
        } else {
            fails(headers, PRODUCT);
        }
    }

    private static HttpHeaders header(String name, String value) {
        var headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }

    private static void holds(HttpHeaders headers, @Nullable Product current) {
        assertThatNoException().isThrownBy(() -> Preconditions.of(headers).check(current));
    }

    private static void fails(HttpHeaders headers, @Nullable Product current) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Preconditions.of(headers).check(current))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
                    assertThat(problem.getBody().getType()).hasToString("/problems/precondition-failed");
                });
    }
}
