package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

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
        holds(new MockHttpServletRequest(), PRODUCT);
        holds(new MockHttpServletRequest(), null);
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
        var request = header(HttpHeaders.IF_MATCH, "\"6\"");
        request.addHeader(HttpHeaders.IF_MATCH, "\"7\"");

        holds(request, PRODUCT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "7" | "6" | true
            "7" | "7" | false
            "6" | "6" | false
            *   | "6" | true
            """)
    void bothHaveToHold(String ifMatch, String ifNoneMatch, boolean hold) {
        var request = header(HttpHeaders.IF_MATCH, ifMatch);
        request.addHeader(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);

        if (hold) {
            holds(request, PRODUCT);
        } else {
            fails(request, PRODUCT);
        }
    }

    private static MockHttpServletRequest header(String name, String value) {
        var request = new MockHttpServletRequest();
        request.addHeader(name, value);
        return request;
    }

    private static void holds(HttpServletRequest request, @Nullable Product current) {
        assertThatNoException().isThrownBy(() -> Preconditions.of(request).check(current));
    }

    private static void fails(HttpServletRequest request, @Nullable Product current) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Preconditions.of(request).check(current))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
                    assertThat(problem.getBody().getType()).hasToString("/problems/precondition-failed");
                });
    }
}
