package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.orders.followers.Findings.Suspicion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FindingsTests {

    private final Set<Long> pending = new HashSet<>();
    private final Findings findings = new Findings(Findings.Saved.NONE, ids -> {
        var late = new HashSet<>(ids);
        late.retainAll(pending);
        return late;
    });

    @Test
    void whatAnOrderLacksWhoseEntryIsNotAppliedYetIsNoDifference() {
        pending.add(7L);

        findings.add(List.of(lost(7, "late"), lost(7, "late too"), lost(8, "lost")));

        assertThat(findings.reconciliation().differences()).containsExactly("lost");
        assertThat(findings.reconciliation().pending()).isEqualTo(1);
        assertThat(findings.reconciliation().isEqual()).isFalse();
    }

    @Test
    void nothingButPendingOrdersIsEqual() {
        pending.add(7L);

        findings.add(List.of(lost(7, "late")));

        assertThat(findings.reconciliation().isEqual()).isTrue();
    }

    @Test
    void anOrderOfManySuspicionsIsPendingOnce() {
        pending.add(7L);

        findings.add(List.of(lost(7, "late"), new Suspicion(7, "late too", () -> true, false)));
        findings.add(List.of(new Suspicion(7, "late in the next step", () -> true, false)));

        assertThat(findings.reconciliation().pending()).isEqualTo(1);
        assertThat(findings.reconciliation().isEqual()).isTrue();
    }

    @Test
    void whatArrivedBeforeTheSecondLookIsNoDifference() {
        findings.add(List.of(new Suspicion(7, "arrived", () -> false)));

        assertThat(findings.reconciliation().isEqual()).isTrue();
    }

    @Test
    void onlyWhatPersistsIsADifference() {
        findings.add(List.of(
                new Suspicion(7, "late", () -> false),
                new Suspicion(7, "lost", () -> true),
                new Suspicion(7, "late too", () -> false)));

        assertThat(findings.reconciliation().differences()).containsExactly("lost");
    }

    @Test
    void nothingSuspectedIsNothingConfirmed() {
        findings.add(List.of());

        assertThat(findings.reconciliation().differences()).isEmpty();
    }

    @Test
    void aSecondLookComesAfterThePendingOrdersAreKnown() {
        var log = new ArrayList<String>();
        var asking = new Findings(Findings.Saved.NONE, ids -> {
            log.add("asked for " + ids);
            return Set.of();
        });

        asking.add(Stream.of("first", "second")
                .map(name -> new Suspicion(7, name, () -> log.add("looked again at the " + name)))
                .toList());

        assertThat(log).containsExactly("asked for [7]", "looked again at the first", "looked again at the second");
    }

    @Test
    void theFirst100AreToldAndNoMoreAreLookedAt() {
        var looks = new AtomicInteger();
        findings.add(IntStream.range(0, 150)
                .mapToObj(number -> new Suspicion(7, "difference " + number, () -> looks.incrementAndGet() > 0))
                .toList());

        assertThat(findings.reconciliation().differences())
                .hasSize(100)
                .startsWith("difference 0", "difference 1")
                .endsWith("difference 99");
        assertThat(looks).hasValue(100);
    }

    @Test
    void noMoreThanAThousandAreLookedAt() {
        var looks = new AtomicInteger();
        findings.add(IntStream.range(0, 5_000)
                .mapToObj(number -> new Suspicion(7, "difference " + number, () -> looks.incrementAndGet() < 0))
                .toList());

        assertThat(findings.reconciliation().differences()).isEmpty();
        assertThat(looks).hasValue(1_000);
    }

    @Test
    void aHundredDifferencesAreToldWhateverTheNumberOfSteps() {
        for (var step = 0; step < 3; step++) {
            var first = step * 60;
            findings.add(LongStream.range(first, first + 60)
                    .mapToObj(id -> lost(id, "order " + id))
                    .toList());
        }

        assertThat(findings.reconciliation().differences())
                .hasSize(100)
                .startsWith("order 0")
                .endsWith("order 99");
    }

    @Test
    void theyAreFullWithAHundredDifferencesAlsoInAnotherProcess() {
        findings.add(LongStream.range(0, 99).mapToObj(id -> lost(id, "lost")).toList());
        assertThat(findings.areFull()).isFalse();

        findings.add(List.of(lost(99, "lost")));

        assertThat(findings.areFull()).isTrue();
        assertThat(new Findings(findings.saved(), ids -> Set.of()).areFull()).isTrue();
    }

    @Test
    void theyGoOnInAnotherProcess() {
        findings.expect(3);
        findings.find(2);
        findings.add(List.of(lost(1, "first")));

        var next = new Findings(findings.saved(), ids -> Set.of());
        next.expect(4);
        next.find(5);
        next.add(List.of(lost(2, "second")));

        var found = next.reconciliation();
        assertThat(found.expected()).isEqualTo(7);
        assertThat(found.found()).isEqualTo(7);
        assertThat(found.differences()).containsExactly("first", "second");
    }

    private static Suspicion lost(long orderId, String difference) {
        return new Suspicion(orderId, difference, () -> true);
    }
}
