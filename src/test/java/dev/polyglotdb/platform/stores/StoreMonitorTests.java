package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a probe throws, the store is looked at again. */
@Tag("fast")
class StoreMonitorTests {

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StoreGuards guards = new StoreGuards(
            meters, () -> new StoreTimeouts(Duration.ofSeconds(2)), Duration.ofMillis(500), store -> false);
    private final StoreMonitor storeMonitor =
            new StoreMonitor(List.of(new StoreProbe(Store.REDIS, this::answer)), guards, meters);

    private void answer() {
        if (broken.get()) {
            throw new NoClassDefFoundError("a class of the driver");
        }
    }

    @AfterEach
    void end() {
        storeMonitor.destroy();
    }

    @Test
    void metricsTellWhetherAStoreIsUp() {
        var up = meters.get("store.up").tag("store", "redis").gauge();
        assertThat(up.value()).as("before it was asked").isNaN();

        storeMonitor.afterSingletonsInstantiated();
        await().until(() -> up.value() == 0);
        broken.set(false);

        await().until(() -> up.value() == 1);
    }

    @Test
    void aProbeThatThrowsAnErrorIsAskedAgain() {
        storeMonitor.afterSingletonsInstantiated();
        await().untilAsserted(() ->
                assertThat(storeMonitor.state(Store.REDIS)).contains("NoClassDefFoundError: a class of the driver"));

        broken.set(false);

        await().until(() -> Optional.empty().equals(storeMonitor.state(Store.REDIS)));
    }
}
