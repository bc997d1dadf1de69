package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells how far the promises of orders are, and how those of the last 24 hours were kept. */
@Component
public class PromiseHistory {

    private final PromiseRepository promiseRepository;

    PromiseHistory(PromiseRepository promiseRepository) {
        this.promiseRepository = promiseRepository;
    }

    /** Returns the promises of these orders that were kept in the last 24 hours, the oldest first. */
    public List<SettledPromise> settled(Collection<Long> orderIds) {
        return promiseRepository.settled(orderIds);
    }

    /** Returns the promises of these orders that are not kept yet, by order and the oldest first. */
    public List<WaitingPromise> waiting(Collection<Long> orderIds) {
        return promiseRepository.waiting(orderIds);
    }

    /** Returns what waits in the outbox, for all sinks and for each. */
    public OutboxBacklog backlog() {
        var waiting = promiseRepository.waitingBySink();
        return new OutboxBacklog(
                waiting.stream().mapToLong(PromiseRepository.Waiting::pending).sum(),
                waiting.stream().mapToLong(PromiseRepository.Waiting::failed).sum(),
                waiting.stream()
                        .map(PromiseRepository.Waiting::age)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                waiting.stream()
                        .map(sink -> new OutboxBacklog.OfSink(sink.sink(), sink.pending(), sink.failed()))
                        .toList());
    }

    /**
     * Forgets what was kept more than 24 hours ago.
     *
     * @return the number of deleted rows, at most {@code limit}
     * @throws StoreException if PostgreSQL is unavailable
     */
    public int purge(int limit) {
        return promiseRepository.purge(limit);
    }
}
