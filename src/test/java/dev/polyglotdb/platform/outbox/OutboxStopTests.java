package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pause must not hold up an instance that stops. */
@Tag("fast")
class OutboxStopTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void thePollEndsEvenIfItIsStoppedJustBeforeItsPause() {
        var patient = new OutboxProperties(8, LONG, LONG, LONG, LONG, LONG, 3, LONG);
        var outbox = new OutboxRepository(UntimelyStop.unreachable(), patient);

        UntimelyStop.assertNoticed(new OutboxPoll(outbox, Map.of(), patient));
    }

    @Test
    void theRetryEndsEvenIfItIsStoppedJustBeforeItsPause() {
        var outboxEntries = new OutboxEntries(JdbcClient.create(UntimelyStop.unreachable()));

        UntimelyStop.assertNoticed(new OutboxRetry(outboxEntries, sink -> {}));
    }
}
