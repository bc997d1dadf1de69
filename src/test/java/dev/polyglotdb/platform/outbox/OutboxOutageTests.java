package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.tracing.NoTracing;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of claimed entries while PostgreSQL, which holds the outbox, is away. */
@ShopTest
@SecondShop
class OutboxOutageTests extends OutboxFixture {

    private static final OutboxProperties LONG_LEASE = new Binder(new MapConfigurationPropertySource(
                    Map.of("polyglot.outbox.lease", "1h", "polyglot.outbox.max-delay", "50ms")))
            .bindOrCreate("polyglot.outbox", OutboxProperties.class);

    private final StoreControl stores;

    OutboxOutageTests(OutboxRepository outbox, StoreControl stores, JdbcClient jdbc) {
        super(outbox, jdbc);
        this.stores = stores;
    }

    @Test
    void whatCouldNotBeCompletedIsAppliedAgainOncePostgresqlIsBackAndNotOnlyWhenItsLeaseEnds() {
        sink.add(3);
        var applied = new AtomicInteger();
        var threads = new WorkerThreads(
                "test-outbox", List.of(new OutboxWorker(outbox, killing(applied), LONG_LEASE, NoTracing.OFF)));
        var isBack = false;
        try (var log = LogLines.of(OutboxWorker.class.getName())) {
            threads.start();
            await("a worker that could neither complete nor postpone")
                    .until(() -> log.all().stream().anyMatch(line -> line.contains(sink.name())));
            stores.start(Engine.POSTGRES);
            isBack = true;
            await().ignoreExceptions().until(() -> sink.entries() == 0);
        } finally {
            // Once it has stopped, it kills PostgreSQL no more.
            threads.stop();
            if (!isBack) {
                stores.start(Engine.POSTGRES);
            }
        }
        assertThat(applied).as("how often it was applied").hasValueGreaterThan(1);
    }

    @Test
    void aClaimWhoseAnswerWasLostIsGivenBackWithoutItsIdsAndWithoutCountingTheAttempt() {
        sink.add(3);
        var lost = UUID.randomUUID();
        var attempts =
                outbox.claim(sink.name(), lost, Duration.ofHours(1), 2).get(0).attempts();
        var other = outbox.claim(sink.name(), UUID.randomUUID(), Duration.ofHours(1), 8);

        outbox.giveBack(sink.name(), lost);

        assertThat(outbox.claim(sink.name(), UUID.randomUUID(), Duration.ofHours(1), 8))
                .hasSize(2)
                .doesNotContainAnyElementsOf(other)
                .allMatch(entry -> entry.attempts() == attempts);
    }

    /** Returns a sink during whose first call PostgreSQL is killed. */
    private OutboxSink killing(AtomicInteger applied) {
        return new OutboxSink() {
            @Override
            public String name() {
                return sink.name();
            }

            @Override
            public void apply(Set<Long> subjectIds) {
                if (applied.incrementAndGet() == 1) {
                    stores.kill(Engine.POSTGRES);
                }
            }
        };
    }
}
