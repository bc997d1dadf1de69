package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The graph remembers products that the catalog no longer has. */
@ShopTest
class GoneProductTests extends RecommendFixture {

    GoneProductTests(ApplicationContext context) {
        super(context);
    }

    @Test
    void whatIsNotInTheCatalogIsNotShown() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.placed(2, 2, "tent", "stove", "gone")));
        purchaseRepository.apply(List.of(graph.placed(3, 3, "lost")));
        makePopular("lost", "tent");

        assertThat(names(recommendations.recommend(graph.user(1), 2)))
                .startsWith("stove")
                .doesNotContain("gone", "lost");
        assertThat(names(recommendations.recommend(graph.user(99), 20))).doesNotContain("gone", "lost");
    }

    @Test
    void whatIsGoneMakesRoomForTheNextInAPersonalListHoweverMuchOfItThereIs() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove")));
        for (var user = 3; user < 9; user++) {
            var names = IntStream.range(15 * user, 15 * user + 15).mapToObj(i -> "gone-" + i);
            purchaseRepository.apply(List.of(graph.placed(
                    user, user, Stream.concat(Stream.of("tent"), names).toArray(String[]::new))));
        }
        // So popular that it comes last.
        makePopular("stove");

        var items = recommendations.recommend(graph.user(1), 1).items();

        assertThat(items).extracting(Item::productId).containsExactly(graph.product("stove"));
        assertThat(items.get(0).because()).containsExactly(graph.product("tent"));
    }

    @Test
    void whatIsGoneMakesRoomForTheNextAmongThePopularEvenIfMostOfThemAreGone() {
        graph.run("UNWIND range(1, 200) AS i CREATE (:Product {id: $prefix + 'gone-' + i, buyers: 2000000 + i})");
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "lamp")));
        makePopular("lamp", "tent");

        assertThat(names(recommendations.recommend(graph.user(99), 2))).containsExactly("lamp", "tent");
    }

    @Test
    void behindTenTimesAsManyThatAreGoneNothingIsPopularUntilTheNextRefresh() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "lamp")));
        graph.run("UNWIND range(1, 300) AS i CREATE (:Product {id: $prefix + 'gone-' + i, buyers: 4000000 + i})");
        assertThat(popular.list()).isEmpty();

        graph.run("MATCH (gone:Product) WHERE gone.id STARTS WITH $prefix + 'gone-' DELETE gone");
        assertThat(popular.list()).as("without another request").isEmpty();

        makePopular("lamp");
        assertThat(names(recommendations.recommend(graph.user(99), 1))).containsExactly("lamp");
    }
}
