package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.testing.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** A response with the time it took. */
public record TimedReply(Reply reply, Duration took) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    public static TimedReply of(Supplier<Reply> call) {
        var begun = System.nanoTime();
        var reply = call.get();
        return new TimedReply(reply, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** @param work the time that the response takes without any waiting */
    public void assertRefusedBy(Engine store, Duration work) {
        assertRefusedBy(store);
        assertThat(took).isLessThan(PATIENCE.plus(work));
    }

    /** Does not check the time. */
    public void assertRefusedBy(Engine store) {
        assertThat(reply.status()).as(what()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("store-unavailable");
        assertThat(reply.text("/store")).isEqualTo(store.name().toLowerCase(Locale.ROOT));
        assertThat(reply.header("Retry-After")).isPresent();
    }

    /** Returns a description for failure messages. */
    public String what() {
        return reply.http().uri() + ": " + reply + reply.header("Server-Timing");
    }
}
