package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@ShopTest
class RecommendServiceTests extends RecommendFixture {

    RecommendServiceTests(ApplicationContext context) {
        super(context);
    }

    @Test
    void aUserWithoutPurchasesGetsWhatMostUsersBought() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "lamp")));
        makePopular("lamp", "tent");

        var answer = recommendations.recommend(graph.user(99), 2);

        assertThat(answer.userId()).isEqualTo(graph.user(99));
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(names(answer)).containsExactly("lamp", "tent");
        assertThat(answer.items().get(0))
                .isEqualTo(new Item(
                        graph.product("lamp"),
                        "The lamp",
                        new Money(new BigDecimal("19.99"), "EUR"),
                        1_000_000,
                        List.of()));
    }

    @Test
    void whatIsEquallyPopularIsSortedByItsId() {
        var order = 1;
        for (var name : List.of("stove", "tent", "lamp", "mug")) {
            purchaseRepository.apply(List.of(graph.placed(order, order++, name)));
        }
        graph.run("MATCH (product:Product) WHERE product.id STARTS WITH $prefix SET product.buyers = 3000000");

        await().untilAsserted(() -> {
            popular.refresh();
            assertThat(graph.names(popular.list())).startsWith("lamp", "mug", "stove", "tent");
        });
    }

    @Test
    void aShortPersonalListIsFilledUpWithWhatIsPopularAndNotBought() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.placed(2, 2, "tent", "stove")));
        purchaseRepository.apply(List.of(graph.placed(3, 3, "lamp", "mug")));
        makePopular("lamp", "mug");

        var answer = recommendations.recommend(graph.user(1), 3);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("stove", "lamp", "mug");
        assertThat(answer.items())
                .extracting(Item::score, Item::because)
                .containsExactly(
                        tuple(0.5, List.of(graph.product("tent"))),
                        tuple(1_000_000.0, List.of()),
                        tuple(999_999.0, List.of()));
    }

    @Test
    void whatIsRecommendedForItselfIsNotThereOnceMoreBecauseItIsPopular() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove", "lamp")));
        purchaseRepository.apply(List.of(graph.placed(3, 3, "mug")));
        makePopular("stove", "mug");

        assertThat(names(recommendations.recommend(graph.user(1), 3))).containsExactly("lamp", "stove", "mug");
    }

    @Test
    void aListStaysPersonalEvenIfAllOfItIsFilledUp() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.placed(2, 2, "lamp")));
        makePopular("tent", "lamp");

        var answer = recommendations.recommend(graph.user(1), 1);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("lamp");
    }

    @Test
    void whatWasCancelledIsNotBought() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.cancelled(1, 1, "tent")));

        assertThat(recommendations.recommend(graph.user(1), 1).strategy()).isEqualTo(Strategy.POPULAR);
    }
}
