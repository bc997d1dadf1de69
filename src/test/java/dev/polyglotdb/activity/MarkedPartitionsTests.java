package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.metadata.Node;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class MarkedPartitionsTests {

    private static final TimeBucket DAY = TimeBucket.ofDay(LocalDate.of(2026, 1, 31));

    private final MarkedPartitions markedPartitions = new MarkedPartitions();

    @Test
    void whatWasNotedIsKnown() {
        assertThat(markedPartitions.known()).isEmpty();

        markedPartitions.known().add(new TimelinePartition<>(7L, DAY));

        assertThat(markedPartitions.known().contains(new TimelinePartition<>(7L, DAY)))
                .isTrue();
        assertThat(markedPartitions.known().contains(new TimelinePartition<>(8L, DAY)))
                .isFalse();
        assertThat(markedPartitions.known().contains(new TimelinePartition<>("7", DAY)))
                .isFalse();
    }

    static Stream<BiConsumer<MarkedPartitions, Node>> changesOfTheCluster() {
        return Stream.of(MarkedPartitions::onUp, MarkedPartitions::onDown, (known, node) -> known.forget());
    }

    @ParameterizedTest
    @MethodSource("changesOfTheCluster")
    void allIsForgottenWhenANodeGoesOrComes(BiConsumer<MarkedPartitions, Node> change) {
        markedPartitions.known().add(new TimelinePartition<>(7L, DAY));

        change.accept(markedPartitions, node());

        assertThat(markedPartitions.known()).isEmpty();
    }

    @Test
    void whatIsNotedWhileAllIsForgottenIsForgottenToo() {
        var taken = markedPartitions.known();

        markedPartitions.forget();
        taken.add(new TimelinePartition<>(7L, DAY));

        assertThat(markedPartitions.known()).isEmpty();
    }

    @Test
    void nobodyRemembersMoreThanFiftyThousand() {
        for (var user = 0L; user < 120_000; user++) {
            var known = markedPartitions.known();
            known.add(new TimelinePartition<>(user, DAY));
            assertThat(known.size()).isLessThanOrEqualTo(50_000);
        }
        assertThat(markedPartitions.known()).hasSize(20_000);
    }

    private static Node node() {
        return (Node) Proxy.newProxyInstance(Node.class.getClassLoader(), new Class<?>[] {Node.class}, (p, m, a) -> {
            throw new UnsupportedOperationException("nobody asks it");
        });
    }
}
