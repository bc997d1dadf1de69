package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.PostgresCalls;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries are added in transactions, and each is claimed by one worker at a time. */
@ShopTest
class OutboxClaimTests extends OutboxFixture {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration EXPIRED = Duration.ofSeconds(-1);

    private final OutboxService service;
    private final TransactionTemplate transactions;

    OutboxClaimTests(
            OutboxRepository outbox, OutboxService service, JdbcClient jdbc, TransactionTemplate transactions) {
        super(outbox, jdbc);
        this.service = service;
        this.transactions = transactions;
    }

    @Test
    void anEntryNeedsATransaction() {
        assertThatThrownBy(() -> service.add(1, List.of("activity")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aRowIsClaimedByOneWorkerOnly() {
        sink.add(20);

        var claims = Parallel.each(4, i -> outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 10));

        assertThat(claims.stream().flatMap(List::stream).map(OutboxRepository.Claimed::id))
                .doesNotHaveDuplicates();
        assertThat(outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 100).size()
                        + claims.stream().mapToInt(List::size).sum())
                .isEqualTo(20);
    }

    @Test
    void aBatchTakesTwoRoundTrips() {
        sink.add(20);
        var lease = UUID.randomUUID();

        var calls = PostgresCalls.during(() -> {
            var claimed = outbox.claim(sink.name(), lease, LEASE, 20);
            outbox.complete(
                    lease, claimed.stream().map(OutboxRepository.Claimed::id).toList());
        });

        assertThat(calls).isEqualTo(new PostgresCalls.Count(2, 0));
        assertThat(sink.entries()).isZero();
    }

    @Test
    void neitherAClaimNorItsCompletionWaitsForTheDisk() {
        sink.add(1);
        var lease = UUID.randomUUID();

        var claimed = transactions.execute(status -> {
            var rows = outbox.claim(sink.name(), lease, LEASE, 1);
            assertThat(durability()).isEqualTo("off");
            return rows;
        });
        transactions.executeWithoutResult(status -> {
            outbox.complete(lease, List.of(claimed.get(0).id()));
            assertThat(durability()).isEqualTo("off");
        });

        assertThat(sink.entries()).isZero();
    }

    private String durability() {
        return jdbc.sql("show synchronous_commit").query(String.class).single();
    }

    @Test
    void aClaimDoesNotWaitForOneThatIsBeingMade() {
        sink.add(2);

        var claimed = transactions.execute(status -> {
            outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 1);
            return CompletableFuture.supplyAsync(() -> outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 2))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(claimed).hasSize(1);
    }

    @Test
    void aClaimWhoseLeaseEndedIsTakenOver() {
        sink.add(1);
        outbox.claim(sink.name(), UUID.randomUUID(), EXPIRED, 1);

        assertThat(outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 1)).hasSize(1);
    }

    @Test
    void whoLostTheLeaseCanNeitherCompleteNorGiveBackNorFail() {
        sink.add(1);
        var late = UUID.randomUUID();
        var id = outbox.claim(sink.name(), late, EXPIRED, 1).get(0).id();
        var present = UUID.randomUUID();
        outbox.claim(sink.name(), present, LEASE, 1);

        outbox.complete(late, List.of(id));
        assertThat(sink.entries()).as("still there").isOne();
        outbox.postpone(late, List.of(id), new Backoff(Duration.ZERO, Duration.ZERO), null, "late");
        outbox.fail(late, id, Duration.ZERO, true, "late");

        assertThat(outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 1))
                .as("still held")
                .isEmpty();
        outbox.complete(present, List.of(id));
        assertThat(sink.entries()).isZero();
    }

    @Test
    void whatIsRetriedHasAllItsAttemptsAgain() {
        sink.add(1);
        for (var attempt = 1; attempt <= 3; attempt++) {
            var lease = UUID.randomUUID();
            var id = outbox.claim(sink.name(), lease, LEASE, 1).get(0).id();
            outbox.fail(lease, id, Duration.ZERO, attempt == 3, "no");
        }

        new OutboxEntries(jdbc).retry(0, 1_000);

        assertThat(outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 1))
                .extracting(OutboxRepository.Claimed::attempts)
                .containsExactly(0);
    }

    /** As an outbox that was empty for days and then is full gets planned: row by row. */
    @Test
    void noMoreIsClaimedThanWasAskedForHoweverItIsPlanned() {
        sink.add(1000);

        var claimed = transactions.execute(status -> {
            Stream.of("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize")
                    .forEach(way ->
                            jdbc.sql("set local enable_" + way + " = off").update());
            return outbox.claim(sink.name(), UUID.randomUUID(), LEASE, 64);
        });

        assertThat(claimed).hasSize(64);
        assertThat(jdbc.sql("select count(*) from outbox where sink = :sink and lease is not null")
                        .param("sink", sink.name())
                        .query(Long.class)
                        .single())
                .isEqualTo(64);
    }
}
