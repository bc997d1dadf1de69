package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PollPauseTests {

    private final PollPause pause = new PollPause(Duration.ofMillis(500), Duration.ofSeconds(2));

    @Test
    void theLongerNothingIsFoundTheRarerItLooks() {
        var pauses = Stream.generate(() -> pause.after(false)).limit(4).toList();

        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(3_000));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(3_000));
    }

    @Test
    void onceSomethingIsFoundItLooksOftenAgain() {
        for (var look = 0; look < 5; look++) {
            pause.after(false);
        }

        assertThat(pause.after(true)).isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
    }

    @Test
    void twoInstancesThatBeginTogetherDoNotStayTogether() {
        assertThat(Stream.generate(() -> pause.after(false)).limit(100).distinct())
                .hasSizeGreaterThan(10);
    }
}
