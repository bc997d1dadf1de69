package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Stores of a traced shop that do not answer, and how long clients wait until they are told so.
 *
 * @param least how long they wait at least
 * @param most how long they wait at most, without hiccups
 */
record SilentStores(Shop shop, StoreControl stores, Duration least, Duration most) {

    /** A request that needs a store which is silent. */
    record Question(Engine silent, Supplier<Reply> request) {}

    /** Silences the stores of all questions, and asks these at the same time. */
    void assertTold(Question... questions) {
        var silent = Stream.of(questions).map(Question::silent).toList();
        try (var outage = Outage.pause(stores, silent.toArray(Engine[]::new))) {
            var replies = Parallel.each(questions.length, i -> ask(questions[i]));
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(reply.status()).isEqualTo(503))
                    // Also where a filter asks the store.
                    .allSatisfy(reply -> assertThat(reply.text("/traceId")).isNotEmpty())
                    .extracting(reply -> reply.text("/store").toUpperCase(Locale.ROOT))
                    .containsExactlyElementsOf(silent.stream().map(Engine::name).toList());
        } finally {
            await().until(() -> shop.anybody().get("/actuator/health").status() == 200);
        }
    }

    private Reply ask(Question question) {
        var begun = System.nanoTime();
        var reply = question.request().get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("%s", question.silent())
                .isGreaterThanOrEqualTo(least);
        assertThat(Tally.since(begun)).as("%s", question.silent()).isLessThanOrEqualTo(most);
        return reply;
    }
}
