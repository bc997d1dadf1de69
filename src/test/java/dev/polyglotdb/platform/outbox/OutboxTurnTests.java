package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers of all instances take turns, so that what comes soon after a batch is in one batch. */
@ShopTest
@SideBySide
class OutboxTurnTests extends OutboxFixture {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(1);

    OutboxTurnTests(OutboxRepository outbox, JdbcClient jdbc) {
        super(outbox, jdbc);
    }

    private int claimInTurn(Duration linger) {
        return outbox.claimInTurn(sink.name(), UUID.randomUUID(), LEASE, 100, linger)
                .size();
    }

    @Test
    void nobodyClaimsSoonAfterAnotherDid() {
        sink.add(1);
        assertThat(claimInTurn(LONG)).isOne();
        sink.add(3);

        assertThat(claimInTurn(LONG)).isZero();

        assertThat(claimInTurn(Duration.ZERO)).isEqualTo(3);
    }

    @Test
    void aClockThatWasSetBackStopsNobody() {
        jdbc.sql("insert into outbox_turn (sink, taken_at) values (:sink, now() + interval '2 hours')")
                .param("sink", sink.name())
                .update();
        sink.add(1);

        assertThat(claimInTurn(Duration.ofMinutes(1))).isOne();
    }

    @Test
    void whoFoundNothingHadNoTurn() {
        assertThat(claimInTurn(LONG)).isZero();
        sink.add(1);

        assertThat(claimInTurn(LONG)).isOne();
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsEverything() {
        sink.add(20);

        var claims = Parallel.each(4, i -> claimInTurn(LONG));

        assertThat(claims).containsExactlyInAnyOrder(20, 0, 0, 0);
    }

    @Test
    void whoLeftRowsBehindNeedsNoTurn() {
        sink.add(20);
        var applied = new ConcurrentLinkedQueue<Long>();

        worker.during(
                worker.sink(applied::addAll),
                OwnWorker.lingering(LONG),
                () -> await().until(() -> sink.entries() == 0));

        assertThat(applied).containsExactlyInAnyOrderElementsOf(OwnSink.orders(20));
    }

    /** As of two instances. The one that did not take the first batch is told of the next entries within moments. */
    @Test
    void whatComesSoonAfterABatchWaitsWhoeverTookThat() {
        var batches = new ConcurrentLinkedQueue<Set<Long>>();
        var noting = worker.sink(batches::add);
        var lingering = OwnWorker.lingering(LINGER);
        sink.add(1);

        worker.during(
                noting,
                lingering,
                () -> worker.during(noting, lingering, () -> {
                    await().until(() -> sink.entries() == 0);
                    var first = takenAt();
                    sink.add(1);
                    await().until(() -> sink.entries() == 0);
                    assertThat(Duration.between(first, takenAt())).isGreaterThanOrEqualTo(LINGER);
                }));

        assertThat(batches).hasSize(2);
    }

    /** By the clock of PostgreSQL. When a batch is applied depends on the machine, too. */
    private OffsetDateTime takenAt() {
        return jdbc.sql("select taken_at from outbox_turn where sink = :sink")
                .param("sink", sink.name())
                .query(OffsetDateTime.class)
                .single();
    }
}
