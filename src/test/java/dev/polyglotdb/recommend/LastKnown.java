package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.Recommendations.Strategy;
import org.awaitility.Awaitility;

/** The popular products that are shown when Neo4j does not recommend. */
final class LastKnown {

    private LastKnown() {}

    /** Reads them until there is a list, however short. */
    static void await(PopularProducts popular) {
        Awaitility.await().until(() -> {
            popular.refresh();
            return popular.lastKnown().isPresent();
        });
    }

    static void assertShown(Recommendations recommended) {
        assertThat(recommended.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(recommended.truncated())
                .as("said to be less than it should be")
                .isTrue();
    }
}
