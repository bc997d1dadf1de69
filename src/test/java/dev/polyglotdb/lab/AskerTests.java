package dev.polyglotdb.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AskerTests {

    private static final Operation NOTHING = (thread, i) -> {};

    @Test
    void aClientCountsOnInTheNextRoundInStepsOfAllClients() throws Exception {
        var numbers = new ArrayList<Long>();
        var asker = new Asker((thread, i) -> numbers.add(i), 1, 4, pace(Duration.ofMinutes(1), 1, 3));

        asker.call();
        asker.call();

        assertThat(numbers).containsExactly(1L, 5L, 9L, 13L, 17L, 21L);
    }

    @Test
    void aClientAsksTheLeastEvenIfTheTimeIsOver() throws Exception {
        assertThat(new Asker(NOTHING, 0, 1, pace(Duration.ZERO, 5, 9)).call()).hasSize(5);
    }

    @Test
    void aClientAsksTheMostEvenIfThereIsTime() throws Exception {
        assertThat(new Asker(NOTHING, 0, 1, pace(Duration.ofMinutes(1), 5, 9)).call())
                .hasSize(9);
    }

    private static Pace pace(Duration time, long least, long most) {
        return new Pace(0, 1, time, least, most);
    }
}
