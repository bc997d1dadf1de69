package dev.polyglotdb.platform.web.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns if somebody who is not trusted tells whose request it is. Behind a proxy that nobody named, all clients would
 * have the proxy's address, and one of them could use up the throttle of all. A client may send such a header too, so
 * there is one warning in a while only.
 */
final class UntrustedForwarding extends ValveBase {

    private static final Logger log = LoggerFactory.getLogger(UntrustedForwarding.class);

    private static final List<String> FORWARDED_HEADERS = List.of("X-Forwarded-For", "Forwarded", "X-Forwarded-Proto");

    private final long silenceNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong next;

    /** @param nanoTime {@link System#nanoTime} */
    UntrustedForwarding(Duration silence, LongSupplier nanoTime) {
        super(true);
        this.silenceNanos = silence.toNanos();
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    /** Comes after the valve that believes the headers of a trusted proxy, and marks these requests. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        for (var header : FORWARDED_HEADERS) {
            if (request.getHeader(header) != null
                    && request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null) {
                warn(header, request.getRemoteAddr());
                break;
            }
        }
        getNext().invoke(request, response);
    }

    private void warn(String header, String peer) {
        var due = next.get();
        var now = nanoTime.getAsLong();
        if (now - due >= 0 && next.compareAndSet(due, now + silenceNanos)) {
            log.warn(
                    "{} sends {}, but is not a trusted proxy, so its address is taken for the client's. If it is a"
                            + " proxy of yours, set server.forward-headers-strategy=native and"
                            + " server.tomcat.remoteip.internal-proxies.",
                    peer,
                    header);
        }
    }
}
