package dev.polyglotdb.console;

import dev.polyglotdb.orders.OrderProgress;
import dev.polyglotdb.orders.OrderTraces;
import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feeds all streams of this instance in one thread, from PostgreSQL: a few queries in each round for any number of
 * streams, and no query while nobody listens. So it does not matter which instance does the work, and a stream needs
 * neither a thread nor a connection of the pool.
 */
@Component
class OrderStreams implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(OrderStreams.class);

    /** How many streams one user may read from this instance. */
    static final int PER_USER = 8;

    static final int ALL = 200;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final long ROUND_MILLIS = 100;

    private final OrderTraces orderTraces;
    private final JsonMapper json;
    private final Set<OrderStream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean closed;

    OrderStreams(OrderTraces orderTraces, JsonMapper json) {
        this.orderTraces = orderTraces;
        this.json = json;
    }

    /**
     * Returns a stream that is counted and fed from when its answer begins.
     *
     * @param seen what the client has seen already
     */
    OrderStream prepare(long orderId, long userId, SeenRows seen) {
        return new OrderStream(orderId, userId, seen, json, this::begin);
    }

    /** @throws ProblemException (429 or 503) if there are too many */
    private synchronized void begin(OrderStream stream) {
        if (closed || streams.size() >= ALL) {
            throw ProblemException.overloaded("Too many streams are read just now.");
        }
        if (streams.stream().filter(other -> other.userId() == stream.userId()).count() >= PER_USER) {
            throw ProblemException.tooManyRequests("You read too many streams just now.", RETRY_AFTER);
        }
        stream.onCompletion(() -> streams.remove(stream));
        streams.add(stream);
        wakeUps.release();
    }

    int open() {
        return streams.size();
    }

    @Override
    public void wake() {
        wakeUps.release();
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        closed = false;
        while (stopped.getCount() > 0) {
            if (streams.isEmpty()) {
                wakeUps.acquire();
                wakeUps.drainPermits();
            } else {
                feed();
                stopped.await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        close();
        streams.forEach(stream -> attempt(stream, () -> {
            stream.end(OrderStream.End.SHUTDOWN);
            return false;
        }));
    }

    /** Excludes {@link #begin}, because a stream that begins later would never end. */
    private synchronized void close() {
        closed = true;
    }

    private void feed() {
        var fed = List.copyOf(streams);
        var progress = progress(fed);
        fed.forEach(stream ->
                attempt(stream, () -> stream.advance(progress == null ? null : progress.get(stream.orderId()))));
    }

    private @Nullable Map<Long, OrderProgress> progress(List<OrderStream> fed) {
        try {
            return orderTraces.progress(fed.stream().map(OrderStream::orderId).collect(Collectors.toSet()));
        } catch (StoreException away) {
            // Whoever reads a stream waits; it ends by time at the latest.
            return null;
        } catch (RuntimeException defect) {
            log.error("Failed to read the progress of orders", defect);
            return null;
        }
    }

    /** Sends something, and returns whether the stream goes on. */
    private interface Sending {
        boolean send() throws IOException;
    }

    private void attempt(OrderStream stream, Sending sending) {
        try {
            if (!sending.send()) {
                streams.remove(stream);
            }
        } catch (IOException | IllegalStateException gone) {
            // The container ends the answer; nothing is left to do for it.
            streams.remove(stream);
        } catch (RuntimeException defect) {
            log.error("Failed to feed a stream of order {}", stream.orderId(), defect);
            streams.remove(stream);
            stream.completeWithError(defect);
        }
    }
}
