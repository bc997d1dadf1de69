package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

@Tag("fast")
class ProblemExceptionTests {

    @Test
    void aProblemHasItsTypeTitleStatusDetailAndMembers() {
        var type = new ProblemType("out-of-stock", "There is not enough", HttpStatus.CONFLICT);

        var problem = new ProblemException(type, "Two are left.", Map.of("available", 2)).getBody();

        assertThat(problem.getType()).hasToString("/problems/out-of-stock");
        assertThat(problem.getTitle()).isEqualTo("There is not enough");
        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getDetail()).isEqualTo("Two are left.");
        assertThat(Objects.requireNonNull(problem.getProperties())).containsOnly(Map.entry("available", 2));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT15M, 900"})
    void aClientIsToldToWaitWholeSecondsAndNeverTooFew(Duration wait, String seconds) {
        var problem = ProblemException.tooManyRequests("Too many.", wait);

        assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(seconds);
    }

    @Test
    void anUnauthorizedClientGetsAChallenge() {
        assertThat(ProblemException.unauthorized("No.").getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .startsWith("Bearer");
    }

    @Test
    void allInvalidValuesAreListed() {
        var errors = List.of(FieldProblem.of("a", "is bad"), FieldProblem.of("b", "is bad"));

        assertThat(new ValidationException(errors).getBody()).satisfies(problem -> {
            assertThat(problem.getDetail()).isEqualTo("2 values are invalid.");
            assertThat(Objects.requireNonNull(problem.getProperties())).containsOnly(Map.entry("errors", errors));
        });
        assertThat(new ValidationException(errors.get(0)).getBody().getDetail()).isEqualTo("One value is invalid.");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, bad-request",
        "NOT_FOUND, not-found",
        "METHOD_NOT_ALLOWED, method-not-allowed",
        "NOT_ACCEPTABLE, not-acceptable",
        "PRECONDITION_FAILED, precondition-failed",
        "CONTENT_TOO_LARGE, payload-too-large",
        "UNSUPPORTED_MEDIA_TYPE, unsupported-media-type",
        "INTERNAL_SERVER_ERROR, internal"
    })
    void aBareStatusHasItsType(HttpStatus status, String slug) {
        assertThat(ProblemType.of(status).slug()).isEqualTo(slug);
        assertThat(ProblemType.of(status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"7, USER, true", "8, USER, false", "8, ADMIN, true"})
    void onlyOneselfAndAdministratorsSeeWhatIsOnesOwn(long caller, String role, boolean may) {
        var someone = new Caller(caller, Set.of(role));

        if (may) {
            assertThatNoException().isThrownBy(() -> someone.requireSelfOrAdmin(7));
        } else {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> someone.requireSelfOrAdmin(7))
                    .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN));
        }
    }
}
