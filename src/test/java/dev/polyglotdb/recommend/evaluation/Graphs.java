package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** The purchase graph, made from the orders in PostgreSQL as an administrator would have it made. */
final class Graphs {

    private Graphs() {}

    /** Returns when it is complete; says from time to time how far it is. */
    static void rebuild(Person admin, Duration atMost, Consumer<String> progress) {
        var started = System.nanoTime();
        var accepted = admin.post("/admin/projections/rebuild", "{\"target\": \"recommendations\"}");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        var job = accepted.header("Location").orElseThrow();
        await().atMost(atMost).pollInterval(Duration.ofSeconds(1)).until(() -> {
            var state = admin.get(job);
            var seconds = (System.nanoTime() - started) / 1e9;
            var processed = state.number("/processed");
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: %d of %d orders, %.0f orders/s",
                    state.text("/status"),
                    processed,
                    state.number("/total"),
                    processed / seconds));
            assertThat(state.text("/status")).isNotEqualTo("FAILED");
            return state.text("/status").equals("COMPLETED");
        });
    }
}
