package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads what everybody prints")
class BreakerTests {

    @Test
    void eachOutageIsSaidOnceHoweverOftenItIsTried(CapturedOutput log) {
        var breaker = new Breaker(Duration.ZERO);

        for (var outage = 0; outage < 2; outage++) {
            for (var attempt = 0; attempt < 10; attempt++) {
                assertThat(breaker.tell(BreakerTests::fail)).isFalse();
            }
            assertThat(breaker.tell(() -> {})).isTrue();
        }

        assertThat(log.getOut().split("Going on without it", -1)).hasSize(1 + 2);
    }

    @Test
    void afterAFailureItIsLeftAlone() {
        var breaker = new Breaker(Duration.ofHours(1));
        breaker.tell(BreakerTests::fail);

        assertThat(breaker.ask(() -> "asked")).isEmpty();
    }

    private static void fail() {
        throw new StoreUnavailableException(Store.REDIS, new IllegalStateException("away"));
    }
}
