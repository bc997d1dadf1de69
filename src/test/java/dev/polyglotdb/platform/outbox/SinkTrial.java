package dev.polyglotdb.platform.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of a sink of a test's own, and the worker that applies them. For tests of what other packages apply. */
public final class SinkTrial {

    /** After so many failures of ours an entry is given up. */
    public static final int MAX_ATTEMPTS = OwnWorker.FAST.maxAttempts();

    private final OwnSink sink;
    private final OwnWorker worker;

    private SinkTrial(OwnSink sink) {
        this.sink = sink;
        this.worker = new OwnWorker(sink.outbox(), sink.name());
    }

    public static SinkTrial of(ApplicationContext context) {
        return new SinkTrial(OwnSink.of(context.getBean(OutboxRepository.class), context.getBean(JdbcClient.class)));
    }

    public void add(Collection<Long> subjectIds) {
        subjectIds.forEach(id -> sink.outbox().add(id, List.of(sink.name()), null));
    }

    public void during(Consumer<Set<Long>> apply, Runnable meanwhile) {
        worker.during(apply, meanwhile);
    }

    /** Returns how many entries are not applied. */
    public long left() {
        return sink.entries();
    }

    /** Returns how many of them were given up. */
    public long failed() {
        return sink.failed();
    }

    public List<String> lastErrors() {
        return sink.jdbc()
                .sql("select last_error from outbox where sink = :sink")
                .param("sink", sink.name())
                .query(String.class)
                .list();
    }

    public void leaveNothing() {
        sink.leaveNothing();
    }
}
