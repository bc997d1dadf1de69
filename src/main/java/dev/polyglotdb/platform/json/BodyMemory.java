package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Bounds the memory that request bodies take, by parts of the heap: an eighth for what has come in of large ones, a quarter for
 * what is made of all of them. Who finds no room waits a while. Small bodies find room also beside a flood of large ones.
 */
final class BodyMemory {

    /** What may come in unbounded, because there are only so many threads. */
    private static final int SMALL = 1 << 16;

    /** A tree of the smallest JSON values takes about so many bytes for each byte of its text. */
    private static final int GROWTH = 64;

    /** A quarter of Tomcat's threads, so that those in waiting can't hold all of them. */
    private static final int MAX_WAITING = 50;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final int maxBody;
    private final Semaphore incoming;
    private final Semaphore work;

    /** @param maxBody the largest body; there is room for one, however small the heap */
    BodyMemory(int maxBody, long heap) {
        this.maxBody = maxBody;
        this.incoming = new Semaphore(permits(heap / 8 / maxBody, 1));
        this.work = new Semaphore(permits(heap / 4 / GROWTH, maxBody));
    }

    private static int permits(long wanted, int least) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(wanted, least));
    }

    /**
     * Reads a body, and keeps room for what is made of it until the request is over.
     *
     * @return one byte more than the largest body if it is larger
     * @throws ProblemException (429) if there is no room in time
     */
    byte[] read(InputStream body) throws IOException {
        var bytes = body.readNBytes(SMALL);
        if (bytes.length < SMALL) {
            makeRoom(bytes.length);
            return bytes;
        }
        acquire(incoming, 1);
        try {
            var rest = body.readNBytes(maxBody + 1 - SMALL);
            makeRoom(Math.min(SMALL + rest.length, maxBody));
            var whole = Arrays.copyOf(bytes, SMALL + rest.length);
            System.arraycopy(rest, 0, whole, SMALL, rest.length);
            return whole;
        } finally {
            incoming.release();
        }
    }

    private void makeRoom(int size) {
        acquire(work, size);
        RequestContextHolder.currentRequestAttributes()
                .registerDestructionCallback(
                        BodyMemory.class.getName(), () -> work.release(size), RequestAttributes.SCOPE_REQUEST);
    }

    private static void acquire(Semaphore room, int size) {
        try {
            if (room.tryAcquire(size)
                    || (room.getQueueLength() < MAX_WAITING
                            && room.tryAcquire(size, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS))) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.tooManyRequests(
                "Too many large requests are being served just now.", Duration.ofSeconds(1));
    }
}
