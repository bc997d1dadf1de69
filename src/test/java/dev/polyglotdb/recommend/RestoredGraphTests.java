package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RestorableNeo4j;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** Neo4j is restored from a backup that lacks the latest transactions, while the application runs. */
class RestoredGraphTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Three quarters of it are less than Neo4j waits for a transaction, which is half a minute. */
    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(20));

    @Test
    void nobodyWaitsForTransactionsThatTheBackupLacks() throws IOException {
        try (var neo4j = RestorableNeo4j.start();
                var driver = neo4j.connect()) {
            var graph = new Graph(driver, new GraphSchema(driver), TIMEOUTS);
            var batches = graph.within(Duration.ofSeconds(25));
            awaitDone(graph::ping);
            awaitDone(() -> note(graph, "before"));
            neo4j.backUp();
            awaitDone(() -> note(graph, "since"));
            awaitDone(() -> note(batches, "since then"));

            neo4j.kill();
            assertThatException().isThrownBy(graph::ping);
            neo4j.restore();

            awaitDone(graph::ping);
            awaitDone(() -> assertThat(notes(graph)).containsExactly("before"));
            awaitDone(() -> note(batches, "again"));
            assertThat(notes(graph)).containsExactly("again", "before");
        }
    }

    private static void awaitDone(ThrowingRunnable done) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(done);
    }

    private static void note(Graph graph, String text) {
        graph.write("MERGE (:Note {text: $text})", Map.of("text", text));
    }

    private static List<String> notes(Graph graph) {
        return graph.read("MATCH (note:Note) RETURN note.text AS text ORDER BY text", Map.of()).stream()
                .map(row -> row.get("text").asString())
                .toList();
    }
}
