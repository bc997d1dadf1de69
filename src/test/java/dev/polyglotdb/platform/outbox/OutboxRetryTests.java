package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators do after a defect that has failed very many entries. */
@ShopTest
class OutboxRetryTests extends OutboxFixture {

    private static final int MANY = OutboxRetry.PORTION * 5 / 2;

    private final Shop shop;
    private final OutboxEntries outboxEntries;

    OutboxRetryTests(Shop shop, OutboxEntries outboxEntries, OutboxRepository outbox, JdbcClient jdbc) {
        super(outbox, jdbc);
        this.shop = shop;
        this.outboxEntries = outboxEntries;
    }

    @Test
    void moreThanOneStatementCanRetryAreAllRetried() {
        fail(MANY);

        assertThat(shop.admin().post("/admin/outbox/retry").status()).isEqualTo(202);

        assertThat(sink.failed()).isLessThan(MANY);
        await().until(() -> sink.failed() == 0);
        assertThat(sink.entries()).isEqualTo(MANY);
    }

    @Test
    void whatFailsAgainMeanwhileIsNotRetriedAgainAndAgain() {
        fail(3);

        var first = outboxEntries.retry(0, 2).stream()
                .mapToLong(OutboxEntries.Retried::id)
                .max()
                .orElseThrow();
        jdbc.sql("update outbox set failed = true where sink = :sink and id <= :first")
                .param("sink", sink.name())
                .param("first", first)
                .update();

        assertThat(outboxEntries.retry(first, 100))
                .extracting(OutboxEntries.Retried::sink)
                .contains(sink.name());
        assertThat(outboxEntries.retry(first, 100)).isEmpty();
        assertThat(sink.failed()).isEqualTo(2);
    }

    private void fail(int number) {
        outbox.add(List.copyOf(OwnSink.orders(number)), List.of(sink.name()), Duration.ZERO, false, null);
        jdbc.sql("update outbox set failed = true where sink = :sink")
                .param("sink", sink.name())
                .update();
    }
}
