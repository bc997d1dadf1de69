package dev.polyglotdb.testing;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls of the application's own types that only prepare a test. They have the time of a request or of the outbox, and
 * a busy machine may be later than that.
 */
public final class PatientCalls {

    private static final int AT_ONCE = 2000;

    private PatientCalls() {}

    /** Repeats what may be repeated, a part of the list at a time, until its store has answered in time. */
    public static <T> void each(List<T> list, Consumer<List<T>> call) {
        for (var from = 0; from < list.size(); from += AT_ONCE) {
            var part = list.subList(from, Math.min(list.size(), from + AT_ONCE));
            await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
                call.accept(part);
                return true;
            });
        }
    }
}
