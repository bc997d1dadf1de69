package dev.polyglotdb.platform.tracing;

import dev.polyglotdb.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What must be true of a shop that sends its traces, for the tests of one that is there for another reason too. */
@TestPropertySource(
        properties = {
            "management.tracing.export.enabled=true",
            "management.tracing.sampling.probability=0",
            "management.opentelemetry.tracing.export.schedule-delay=200ms"
        })
public abstract class TracedShop {

    private static final OtlpReceiver COLLECTOR = new OtlpReceiver();

    private final TracedShopping tracedShopping;

    protected TracedShop(Shop shop, JdbcClient jdbc) {
        tracedShopping = new TracedShopping(shop, COLLECTOR, jdbc);
    }

    @DynamicPropertySource
    static void traces(DynamicPropertyRegistry registry) {
        registry.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
    }

    @Test
    void theTraceOfARequestLeadsThroughEachStoreAndAcrossTheOutbox() {
        tracedShopping.leavesItsTrace();
    }

    @Test
    void aRequestInNoTraceThatIsKeptLeavesNone() {
        tracedShopping.leavesNoTraceUnasked();
    }
}
