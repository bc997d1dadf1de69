package dev.polyglotdb.platform.outbox;

import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of the shop, with a sink and a worker that the test has for itself. */
abstract class OutboxFixture {

    final OutboxRepository outbox;
    final JdbcClient jdbc;
    final OwnSink sink;
    final OwnWorker worker;

    OutboxFixture(OutboxRepository outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.sink = OwnSink.of(outbox, jdbc);
        this.worker = new OwnWorker(outbox, sink.name());
    }

    @AfterEach
    void leaveNothing() {
        sink.leaveNothing();
    }
}
