package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductChanges;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.annotation.Qualifier;

@ShopTest
class RecommendServiceTests {

    private final RecommendService recommendations;
    private final PopularProducts popular;
    private final ProductService products;
    private final ProductChanges changes;
    private final PurchaseGraph graph;

    RecommendServiceTests(
            ProductService products,
            ProductChanges changes,
            AvailableCandidates offers,
            PurchaseHistory history,
            @Qualifier("applicationTaskExecutor") Executor executor,
            Driver driver) {
        // Few, so that what is gone could displace all of them.
        var properties = PurchaseGraph.properties(20, Duration.ofSeconds(5));
        this.products = products;
        this.changes = changes;
        graph = new PurchaseGraph(driver);
        var purchaseRepository = graph.purchaseRepository(properties);
        popular = new PopularProducts(purchaseRepository, offers, executor, properties);
        recommendations = new RecommendService(purchaseRepository, popular, offers, history);
    }

    @BeforeEach
    void fillTheCatalog() {
        for (var name : List.of("tent", "stove", "lamp", "mug")) {
            var price = new Money(new BigDecimal("19.99"), "EUR");
            changes.create(new NewProduct(graph.product(name), "The " + name, null, null, null, price, null));
        }
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    /** Makes these more popular than whatever other tests have left, in this sequence, and waits until it is known. */
    private void makePopular(String... names) {
        var buyers = 1_000_000;
        for (var name : names) {
            graph.run(
                    "MATCH (product:Product {id: $prefix + $name}) SET product.buyers = $buyers",
                    Map.of("name", name, "buyers", buyers--));
        }
        var existing = products.summaries(Stream.of(names).map(graph::product).toList());
        var expected = Stream.of(names)
                .filter(name -> existing.containsKey(graph.product(name)))
                .toArray(String[]::new);
        await().untilAsserted(() -> {
            popular.refresh();
            assertThat(graph.names(popular.list())).startsWith(expected);
        });
    }

    private List<String> names(Recommendations answer) {
        return graph.names(answer.items().stream().map(Item::productId));
    }

    @Test
    void aUserWithoutPurchasesGetsWhatMostUsersBought() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent", "lamp")));
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
            recommendations.apply(List.of(graph.placed(order, order++, name)));
        }
        graph.run("MATCH (product:Product) WHERE product.id STARTS WITH $prefix SET product.buyers = 3000000");

        await().untilAsserted(() -> {
            popular.refresh();
            assertThat(graph.names(popular.list())).startsWith("lamp", "mug", "stove", "tent");
        });
    }

    @Test
    void aShortPersonalListIsFilledUpWithWhatIsPopularAndNotBought() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent")));
        recommendations.apply(List.of(graph.placed(2, 2, "tent", "stove")));
        recommendations.apply(List.of(graph.placed(3, 3, "lamp", "mug")));
        makePopular("lamp", "mug");

        var answer = recommendations.recommend(graph.user(1), 3);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("stove", "lamp", "mug");
        assertThat(answer.items())
                .extracting(Item::score, Item::because)
                .containsExactly(
                        tuple(0.25, List.of(graph.product("tent"))),
                        tuple(1_000_000.0, List.of()),
                        tuple(999_999.0, List.of()));
    }

    @Test
    void whatIsRecommendedForItselfIsNotThereOnceMoreBecauseItIsPopular() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove", "lamp")));
        recommendations.apply(List.of(graph.placed(3, 3, "mug")));
        makePopular("stove", "mug");

        assertThat(names(recommendations.recommend(graph.user(1), 3))).containsExactly("lamp", "stove", "mug");
    }

    @Test
    void aListStaysPersonalEvenIfAllOfItIsFilledUp() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent")));
        recommendations.apply(List.of(graph.placed(2, 2, "lamp")));
        makePopular("tent", "lamp");

        var answer = recommendations.recommend(graph.user(1), 1);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("lamp");
    }

    @Test
    void whatIsNotInTheCatalogIsNotShown() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent")));
        recommendations.apply(List.of(graph.placed(2, 2, "tent", "stove", "gone")));
        recommendations.apply(List.of(graph.placed(3, 3, "lost")));
        makePopular("lost", "tent");

        assertThat(names(recommendations.recommend(graph.user(1), 2)))
                .startsWith("stove")
                .doesNotContain("gone", "lost");
        assertThat(names(recommendations.recommend(graph.user(99), 20))).doesNotContain("gone", "lost");
    }

    @Test
    void whatIsGoneMakesRoomForTheNextInAPersonalListHoweverMuchOfItThereIs() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove")));
        for (var user = 3; user < 9; user++) {
            var names = IntStream.range(15 * user, 15 * user + 15).mapToObj(i -> "gone-" + i);
            recommendations.apply(List.of(graph.placed(
                    user, user, Stream.concat(Stream.of("tent"), names).toArray(String[]::new))));
        }
        // So popular that it comes last.
        makePopular("stove");

        var items = recommendations.recommend(graph.user(1), 1).items();

        assertThat(items).extracting(Item::productId).containsExactly(graph.product("stove"));
        assertThat(items.get(0).because()).containsExactly(graph.product("tent"));
    }

    @Test
    void whatIsGoneMakesRoomForTheNextAmongThePopularHoweverMuchOfItThereIs() {
        graph.run("UNWIND range(1, 200) AS i CREATE (:Product {id: $prefix + 'gone-' + i, buyers: 2000000 + i})");
        recommendations.apply(List.of(graph.placed(1, 1, "tent", "lamp")));
        makePopular("lamp", "tent");

        assertThat(names(recommendations.recommend(graph.user(99), 2))).containsExactly("lamp", "tent");
    }

    @Test
    void whatWasCancelledIsNotBought() {
        recommendations.apply(List.of(graph.placed(1, 1, "tent")));
        recommendations.apply(List.of(graph.cancelled(1, 1, "tent")));

        assertThat(recommendations.recommend(graph.user(1), 1).strategy()).isEqualTo(Strategy.POPULAR);
    }
}
