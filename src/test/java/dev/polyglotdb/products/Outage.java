package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Reply;
import java.util.function.Supplier;

/** An outage of a store that lasts until this is closed. */
public final class Outage implements AutoCloseable {

    private Runnable end;

    private Outage(Runnable end) {
        this.end = end;
    }

    public static Outage kill(StoreControl stores, Engine engine) {
        if (stores.isEmulated(engine)) {
            // The emulator, unlike MongoDB, loses its latest writes when it is killed.
            stores.stop(engine);
        } else {
            stores.kill(engine);
        }
        return new Outage(() -> stores.start(engine));
    }

    public static Outage pause(StoreControl stores, Engine engine) {
        stores.pause(engine);
        return new Outage(() -> stores.resume(engine));
    }

    @Override
    public void close() {
        end.run();
        end = () -> {};
    }

    /** Makes a request and checks that it is answered in time, whichever store is away. */
    public static Reply timed(Supplier<Reply> call) {
        var answer = TimedReply.of(call);
        answer.assertInTime();
        return answer.reply();
    }

    public static void assertUnavailable(Reply reply, String store) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("store-unavailable");
        assertThat(reply.text("/store")).isEqualTo(store);
        assertThat(reply.header("Retry-After")).isPresent();
    }
}
