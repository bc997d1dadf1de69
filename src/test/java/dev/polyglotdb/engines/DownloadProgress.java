package dev.polyglotdb.engines;

import java.time.Duration;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Shows the progress of downloads every few seconds and at the end. Prints nothing if there is nothing to download. */
final class DownloadProgress extends AbstractTransferListener implements AutoCloseable {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();

    private final Engine engine;
    private final String size;
    private long begin;
    private long lastLine;
    private long bytes;

    DownloadProgress(Engine engine, String size) {
        this.engine = engine;
        this.size = size;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        add(event.getDataLength());
    }

    synchronized void add(long more) {
        long now = System.nanoTime();
        if (bytes == 0) {
            begin = now;
            lastLine = now;
            Console.say(engine, "is downloaded, about %s, for the first start only".formatted(size));
        }
        bytes += more;
        if (now - lastLine > INTERVAL_NANOS) {
            lastLine = now;
            Console.say(engine, "%.1f MB downloaded so far".formatted(megabytes()));
        }
    }

    @Override
    public synchronized void close() {
        if (bytes > 0) {
            Console.say(engine, "%.1f MB downloaded in %s".formatted(megabytes(), Console.since(begin)));
        }
    }

    private double megabytes() {
        return bytes / 1e6;
    }
}
