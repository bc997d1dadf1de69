package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.stores.TimeBudget;
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
 * Limits the memory that request bodies use. Large bodies may use one eighth of the heap while they are received. The
 * objects that all bodies are parsed into may use one quarter of the heap. If not enough memory is free, a request
 * waits for a limited time, or is refused at once where many wait already. Small bodies are received without a limit,
 * so a flood of large bodies does not block them.
 */
final class BodyMemory {

    /** Bodies below this size are received without limit, because the number of threads limits them already. */
    private static final int SMALL = 1 << 16;

    /** The approximate number of bytes that a tree of the smallest JSON values needs for each byte of text. */
    private static final int GROWTH = 64;

    private final int maxBody;
    private final Semaphore incoming;
    private final Semaphore work;
    private final int maxWaiting;
    private final Duration patience;

    /**
     * @param maxBody the maximum size of a body in bytes; one body of this size is accepted even if the heap is small
     * @param heap the size of the heap in bytes
     * @param maxWaiting how many requests may wait for each kind of memory, so that they do not occupy all threads
     * @param patience how long a request may wait, together with the wait for its turn
     */
    BodyMemory(int maxBody, long heap, int maxWaiting, Duration patience) {
        this.maxBody = maxBody;
        this.maxWaiting = maxWaiting;
        this.patience = patience;
        this.incoming = new Semaphore(permits(heap / 8 / maxBody, 1));
        this.work = new Semaphore(permits(heap / 4 / GROWTH, maxBody));
    }

    private static int permits(long wanted, int least) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(wanted, least));
    }

    /**
     * Reads a body, and reserves memory for the objects it is parsed into until the request ends.
     *
     * @param declared its length as the request declares it, where the server ends it; negative if it does not
     * @return the body; if it exceeds the maximum, its first bytes, one more than the maximum
     * @throws ProblemException (503) if not enough memory becomes free in time
     */
    byte[] read(InputStream body, long declared) throws IOException {
        // To read more than there is would cost a buffer of a fixed size and a copy.
        var bytes = body.readNBytes(declared < 0 ? SMALL : (int) Math.min(declared, SMALL));
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

    private boolean await(Semaphore room, int size) throws InterruptedException {
        return TimeBudget.await(
                patience, time -> Admission.aside(() -> room.tryAcquire(size, time.toNanos(), TimeUnit.NANOSECONDS)));
    }

    private void acquire(Semaphore room, int size) {
        try {
            if (room.tryAcquire(size) || (room.getQueueLength() < maxWaiting && await(room, size))) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.overloaded("Too many large requests are being served just now.");
    }
}
