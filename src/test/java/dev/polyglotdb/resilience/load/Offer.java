package dev.polyglotdb.resilience.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sends requests to an instance from one thread, so that the load costs little where the application runs too. It has
 * either a schedule, which it keeps however late the answers are, or a number of clients who each wait for their
 * answer.
 */
final class Offer {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final InetSocketAddress server;
    private final IntFunction<byte[]> requests;
    private final int connections;
    private final double perSecond;
    private final Duration time;
    private final Outcome outcome = new Outcome();

    /** The one that was used last is used next: what it needs is still in the caches of the processors. */
    private final Deque<Exchange> idle = new ArrayDeque<>();

    private int sent;

    private Offer(String base, IntFunction<byte[]> requests, int connections, double perSecond, Duration time) {
        var uri = URI.create(base);
        this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.requests = requests;
        this.connections = connections;
        this.perSecond = perSecond;
        this.time = time;
    }

    /** As many requests as this many clients can send who each wait for their answer. */
    static Outcome closed(String base, IntFunction<byte[]> requests, int clients, Duration time) {
        return new Offer(base, requests, clients, Double.POSITIVE_INFINITY, time).run();
    }

    /** This many requests per second, whatever becomes of them. Times count from when a request was due. */
    static Outcome scheduled(String base, IntFunction<byte[]> requests, double perSecond, Duration time) {
        return scheduled(base, requests, 1_000, perSecond, time);
    }

    /** @param connections how many requests there can be at once; what is due beyond them waits, and this counts */
    static Outcome scheduled(
            String base, IntFunction<byte[]> requests, int connections, double perSecond, Duration time) {
        return new Offer(base, requests, connections, perSecond, time).run();
    }

    private Outcome run() {
        try (var selector = Selector.open()) {
            for (var i = 0; i < connections; i++) {
                idle.add(new Exchange(server, selector));
            }
            var begun = System.nanoTime();
            var cpu = CPU.getCurrentThreadCpuTime();
            var end = begun + time.toNanos();
            var last = end + Duration.ofSeconds(15).toNanos();
            for (var now = begun; now < end || now < last && idle.size() < connections; now = System.nanoTime()) {
                if (now < end) {
                    sendWhatIsDue(begun, now);
                }
                selector.select(this::proceed, 1);
            }
            outcome.lasted(Duration.ofNanos(end - begun), connections - idle.size());
            outcome.cost(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - cpu));
            for (var key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sendWhatIsDue(long begun, long now) throws IOException {
        while (!idle.isEmpty()) {
            var due = Double.isInfinite(perSecond) ? now : begun + (long) (sent / perSecond * 1e9);
            if (due > now) {
                return;
            }
            idle.remove().send(requests.apply(sent++), due);
        }
    }

    private void proceed(SelectionKey key) {
        var exchange = (Exchange) key.attachment();
        try {
            if (key.isConnectable()) {
                exchange.connected(key);
            } else if (exchange.isAnswered()) {
                record(exchange, exchange.took());
                idle.push(exchange.isLast() ? reopened(exchange, key.selector()) : exchange);
            }
        } catch (IOException closed) {
            // While nothing was asked, the server may close a connection whenever it likes.
            if (!idle.remove(exchange)) {
                outcome.broken();
            }
            idle.add(reopened(exchange, key.selector()));
        }
    }

    private void record(Exchange exchange, long took) {
        outcome.add(exchange.status(), took, exchange.says("store-unavailable") ? exchange.text() : null);
        if (Outcome.isLate(took)) {
            outcome.slow(took, exchange.text());
        }
    }

    private Exchange reopened(Exchange exchange, Selector selector) {
        try {
            exchange.close();
            return new Exchange(server, selector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
