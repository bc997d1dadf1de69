package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AttemptsTests {

    private static final Duration NONE = Duration.ofNanos(-1);
    private static final Duration PLENTY = Duration.ofMinutes(1);

    @Test
    void theFirstIsAlwaysMade() {
        assertThat(new Attempts("lamp", NONE).begin(() -> "read")).isEqualTo("read");
    }

    @Test
    void anotherBeginsOnlyInTime() {
        var late = new Attempts("lamp", NONE);
        late.begin(() -> "read");
        var early = new Attempts("lamp", PLENTY);
        early.begin(() -> "read");

        assertThat(early.begin(() -> "read again")).isEqualTo("read again");
        assertThatExceptionOfType(ContendedException.class)
                .isThrownBy(() -> late.begin(() -> "never read"))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(409);
                    assertThat(problem.getBody().getType()).hasToString("/problems/product-contended");
                });
    }

    /** It is told as what it is, in the first attempt and in later ones. */
    @Test
    void anOutageIsNoContention() {
        var attempts = new Attempts("lamp", PLENTY);
        Supplier<String> outage = () -> {
            throw new StoreUnavailableException(Store.MONGODB, new TimeoutException());
        };

        for (var i = 0; i < 2; i++) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> attempts.begin(outage));
        }
    }
}
