package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class MongoRetryTests {

    /** Fails with each of these in turn, then returns how many are left. */
    private static Supplier<Integer> failing(Queue<MongoException> failures) {
        return () -> {
            var failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return failures.size();
        };
    }

    private static Queue<MongoException> answers(int... codes) {
        var failures = new ArrayDeque<MongoException>();
        for (var code : codes) {
            failures.add(new MongoCommandException(MongoExamples.answer(code, "Name"), MongoExamples.SERVER));
        }
        return failures;
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 175, 237, 249, 276, 343, 13388})
    void lostWorkIsDoneOnceMoreThenTheStoreIsAway(int code) {
        assertThat(MongoRetry.onceMore(failing(answers(code)))).isZero();

        var failures = answers(code, code, code);
        assertThatThrownBy(() -> MongoRetry.onceMore(failing(failures)))
                .satisfies(failure -> assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.AWAY));
        assertThat(failures).hasSize(1);
    }

    @Test
    void aCursorThatIsNotFoundIsOpenedOnceMore() {
        var lost =
                new MongoCursorNotFoundException(1, MongoExamples.answer(43, "CursorNotFound"), MongoExamples.SERVER);

        assertThat(MongoRetry.onceMore(failing(new ArrayDeque<>(List.of(lost)))))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {433, 449, 450, 462})
    void overloadIsNotIncreased(int code) {
        var failures = answers(code, code);

        assertThatThrownBy(() -> MongoRetry.onceMore(failing(failures)))
                .satisfies(failure -> assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.OVERLOADED));
        assertThat(failures).hasSize(1);
    }

    @Test
    void theLabelOfOverloadCountsMoreThanTheCode() {
        var labelled = MongoExamples.labelled(
                new MongoCommandException(MongoExamples.answer(43, "CursorNotFound"), MongoExamples.SERVER),
                "SystemOverloadedError");
        var failures = new ArrayDeque<MongoException>(List.of(labelled, labelled));

        assertThatThrownBy(() -> MongoRetry.onceMore(failing(failures))).isSameAs(labelled);
        assertThat(failures).hasSize(1);
    }

    @Test
    void contentionIsNeitherRepeatedNorAnOutage() {
        var failures = answers(112, 112);

        assertThatThrownBy(() -> MongoRetry.onceMore(failing(failures)))
                .satisfies(failure -> assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.CONFLICT));
        assertThat(failures).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 67, 85, 86})
    void whatTheServerRefusesDoesNotPass(int code) {
        assertThat(MongoRetry.isPassing(answers(code).remove())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {91, 112, 433, 11602, 14031})
    void whatMayHaveChangedByTheNextTimePasses(int code) {
        assertThat(MongoRetry.isPassing(answers(code).remove())).isTrue();
    }
}
