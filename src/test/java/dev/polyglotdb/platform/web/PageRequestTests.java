package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.request.ServletWebRequest;

@Tag("fast")
class PageRequestTests {

    private static final MethodParameter PARAMETER = MethodParameter.forExecutable(
            Objects.requireNonNull(ReflectionUtils.findMethod(PageRequestTests.class, "handler", PageRequest.class)),
            0);
    private static final PageRequestResolver RESOLVER = new PageRequestResolver();
    private static final String CURSOR = Cursor.of("a", 7).toString();

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    void handler(PageRequest page) {}

    @Test
    void whoeverAsksForNothingGetsTwentyFromTheBeginning() {
        assertThat(read()).isEqualTo(new PageRequest(20, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "100, 100", "007, 7"})
    void aLimitIsFrom1To100(String text, int limit) {
        request.addParameter("limit", text);
        request.addParameter("cursor", CURSOR);

        assertThat(read()).isEqualTo(new PageRequest(limit, Cursor.of("a", 7), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.0", "1e1", " 1", "ten", "99999999999", "+1", "١"})
    void anyOtherLimitIsNamedWhenItIsUsed(String text) {
        request.addParameter("limit", text);

        var page = read();

        refused(page::limit, "#/limit");
        refused(page::cursor, "#/limit");
    }

    @Test
    void allThatIsWrongIsNamedTogether() {
        request.addParameter("limit", "0");
        request.addParameter("cursor", "!");

        refused(read()::limit, "#/limit", "#/cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "cursor"})
    void aParameterIsGivenOnce(String name) {
        request.addParameter(name, "1", "1");

        assertThat(read().problems()).containsExactly(FieldProblem.of(name, "must be given once"));
    }

    @Test
    void otherParametersAreReadWithThese() {
        request.addParameter("limit", "5");

        assertThat(read().with(() -> "read")).isEqualTo("read");
    }

    @Test
    void whatIsWrongWithOthersComesFirstAndNothingTwice() {
        request.addParameter("limit", "0");
        var page = read();
        var problems =
                List.of(FieldProblem.of("sort", "is unknown"), page.problems().get(0));

        refused(
                () -> page.with(() -> {
                    throw new ValidationException(problems);
                }),
                "#/sort",
                "#/limit");
        refused(() -> page.with(() -> "read"), "#/limit");
    }

    @Test
    void onlyPageRequestsAreResolved() {
        assertThat(RESOLVER.supportsParameter(PARAMETER)).isTrue();
        assertThat(RESOLVER.supportsParameter(MethodParameter.forExecutable(
                        Objects.requireNonNull(ReflectionUtils.findMethod(Object.class, "equals", Object.class)), 0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({", 10", "3, 3", "50, 50"})
    void otherListsHaveOtherLimits(@Nullable String text, int limit) {
        assertThat(Limits.parse(text, 10, 50)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "", "1000000"})
    void otherLimitsAreNamedWithTheirBounds(String text) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> Limits.parse(text, 10, 50))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .containsExactly(FieldProblem.of("limit", "must be a whole number from 1 to 50")));
    }

    private PageRequest read() {
        return RESOLVER.resolveArgument(PARAMETER, null, new ServletWebRequest(request), null);
    }

    private static void refused(ThrowingCallable use, String... pointers) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(use)
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly(pointers));
    }
}
