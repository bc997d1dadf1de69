package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Closing;
import dev.polyglotdb.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An outage of stores that lasts until this is closed. */
public final class Outage implements AutoCloseable {

    private List<AutoCloseable> ends;

    private Outage(List<AutoCloseable> ends) {
        this.ends = ends;
    }

    public static Outage kill(StoreControl stores, Engine engine) {
        return begin(List.of(engine), each -> end(stores, each), stores::start);
    }

    /** The emulator, unlike MongoDB, loses its latest writes when it is killed. */
    private static void end(StoreControl stores, Engine engine) {
        if (stores.isEmulated(engine)) {
            stores.stop(engine);
        } else {
            stores.kill(engine);
        }
    }

    public static Outage pause(StoreControl stores, Engine... engines) {
        return begin(List.of(engines), stores::pause, stores::resume);
    }

    /** If not all can be taken away, all are given back. */
    private static Outage begin(List<Engine> engines, Consumer<Engine> begin, Consumer<Engine> end) {
        var ends = new ArrayList<AutoCloseable>();
        try {
            for (var engine : engines) {
                ends.add(() -> end.accept(engine));
                begin.accept(engine);
            }
            return new Outage(ends);
        } catch (RuntimeException failure) {
            throw Closing.after(failure, ends);
        }
    }

    @Override
    public void close() {
        var all = ends;
        ends = List.of();
        Closing.all(all);
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
