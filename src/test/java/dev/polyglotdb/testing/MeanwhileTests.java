package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MeanwhileTests {

    @Test
    void allEndTogetherAlsoIfOneHasFailed() {
        var failed = new AtomicBoolean();
        var runs = new AtomicLong();
        var all = List.of(
                Meanwhile.repeat(() -> {
                    failed.set(true);
                    throw new IllegalStateException("it failed");
                }),
                Meanwhile.repeat(runs::incrementAndGet));
        await().untilTrue(failed);

        assertThatThrownBy(() -> Meanwhile.closeAll(all)).hasRootCauseMessage("it failed");

        var atTheEnd = runs.get();
        Time.pass(Time.MOMENT);
        assertThat(runs).hasValue(atTheEnd);
    }
}
