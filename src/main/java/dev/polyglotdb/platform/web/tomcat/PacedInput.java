package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads the body of a request and limits how long the request may wait for it. Bytes that have arrived are returned
 * immediately. Only a limited number of requests may wait for more bytes at a time, and each of them only while its
 * client sends at a minimum rate.
 */
final class PacedInput implements InputBuffer, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The minimum rate in bytes per second after {@link #PATIENCE} has passed. */
    private static final int PACE = 100;

    private final Request request;
    private final InputBuffer input;
    private final Semaphore places;
    private final long started = System.nanoTime();
    private boolean hasPlace;

    /** @param places limits the number of requests that wait at a time */
    PacedInput(Request request, Semaphore places) {
        this.request = request;
        this.input = request.getInputBuffer();
        this.places = places;
        request.setInputBuffer(this);
    }

    /** @throws ProblemException (503) if too many requests are already waiting, (408) if the client is too slow */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        try {
            if (!isAtEnd() && mayWait()) {
                // Until the whole body is there: a client that sends slowly would otherwise return at each piece,
                // before those who wait for a turn.
                Admission.stepAside();
            }
            var read = input.doRead(handler);
            if (isAtEnd()) {
                Admission.stepBack();
            }
            return read;
        } catch (SocketTimeoutException silence) {
            throw tooSlow();
        }
    }

    @Override
    public int available() {
        return input.available();
    }

    boolean isAtEnd() {
        var atEnd = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, atEnd);
        return atEnd.get();
    }

    /** Returns whether the next read may have to wait, and whoever waits has a place to do so. */
    private boolean mayWait() {
        request.action(ActionCode.AVAILABLE, true);
        var hasArrived = request.getAvailable() > 0;
        // A read of a chunked body may wait for the rest of a chunk, even if some bytes have arrived.
        var mayWait = !hasArrived || request.getContentLengthLong() < 0;
        if (mayWait) {
            takePlace();
        }
        if (!hasArrived && Duration.ofNanos(System.nanoTime() - started).compareTo(allowed()) > 0) {
            throw tooSlow();
        }
        return mayWait;
    }

    private void takePlace() {
        hasPlace = hasPlace || places.tryAcquire();
        if (!hasPlace) {
            throw ProblemException.overloaded("Too many requests are being received just now.");
        }
    }

    private Duration allowed() {
        return PATIENCE.plusSeconds(request.getBytesRead() / PACE);
    }

    private static ProblemException tooSlow() {
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body came too slowly.");
    }

    @Override
    public void close() {
        request.setInputBuffer(input);
        if (hasPlace) {
            places.release();
        }
    }
}
