package dev.polyglotdb.recommend;

import static dev.polyglotdb.recommend.PurchaseGraph.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.products.Money;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.stores.StoresConfiguration;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest
@Import(StoresConfiguration.class)
class RecommendServiceTests {

    /** No product of any other test, and together all that the graph of these tests knows. */
    private static final String TENT = "recommend-tent";

    private static final String STOVE = "recommend-stove";
    private static final String LAMP = "recommend-lamp";
    private static final String MUG = "recommend-mug";
    private static final String NOT_IN_CATALOG = "recommend-gone";

    @Autowired
    RecommendService recommendations;

    @Autowired
    PopularProducts popular;

    @Autowired
    ProductService products;

    @BeforeEach
    void emptyGraph(@Autowired Driver driver) {
        new PurchaseGraph(driver).clear();
        var ids = List.of(TENT, STOVE, LAMP, MUG);
        var existing = products.summaries(ids).keySet();
        ids.stream().filter(id -> !existing.contains(id)).forEach(this::addToCatalog);
    }

    private void addToCatalog(String id) {
        products.create(
                new NewProduct(id, "The " + id, null, null, null, new Money(new BigDecimal("19.99"), "EUR"), null));
    }

    private void awaitPopular(String... productIds) {
        await().untilAsserted(() -> {
            popular.refresh();
            assertThat(popular.list()).extracting(Candidate::productId).containsExactly(productIds);
        });
    }

    @Test
    void aUserWithoutPurchasesGetsWhatMostUsersBought() {
        recommendations.apply(placed(1, 1, TENT, LAMP));
        recommendations.apply(placed(2, 2, LAMP));
        recommendations.apply(placed(3, 3, LAMP, STOVE, TENT));
        awaitPopular(LAMP, TENT, STOVE);

        var answer = recommendations.recommend(99, 2);

        assertThat(answer.userId()).isEqualTo(99);
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(answer.items())
                .extracting(Item::productId, Item::name, Item::score, Item::because)
                .containsExactly(
                        tuple(LAMP, "The " + LAMP, 3.0, List.of()), tuple(TENT, "The " + TENT, 2.0, List.of()));
        assertThat(answer.items().get(0).price()).isEqualTo(new Money(new BigDecimal("19.99"), "EUR"));
    }

    @Test
    void aShortPersonalListIsFilledUpWithWhatIsPopularAndNotBought() {
        recommendations.apply(placed(1, 1, TENT));
        recommendations.apply(placed(2, 2, TENT, STOVE));
        recommendations.apply(placed(3, 3, LAMP));
        recommendations.apply(placed(4, 4, LAMP, MUG));
        awaitPopular(LAMP, TENT, MUG, STOVE);

        var answer = recommendations.recommend(1, 10);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(answer.items())
                .extracting(Item::productId, Item::score, Item::because)
                .containsExactly(
                        tuple(STOVE, 0.25, List.of(TENT)), tuple(LAMP, 2.0, List.of()), tuple(MUG, 1.0, List.of()));
    }

    @Test
    void aListStaysPersonalEvenIfAllOfItIsFilledUp() {
        recommendations.apply(placed(1, 1, TENT));
        recommendations.apply(placed(2, 2, LAMP));
        awaitPopular(LAMP, TENT);

        var answer = recommendations.recommend(1, 10);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(answer.items()).extracting(Item::productId).containsExactly(LAMP);
    }

    @Test
    void whatLeftTheCatalogIsNotShown() {
        recommendations.apply(placed(1, 1, TENT));
        recommendations.apply(placed(2, 2, TENT, STOVE, NOT_IN_CATALOG));
        recommendations.apply(placed(3, 3, NOT_IN_CATALOG));
        awaitPopular(NOT_IN_CATALOG, TENT, STOVE);

        assertThat(recommendations.recommend(1, 1).items())
                .extracting(Item::productId)
                .containsExactly(STOVE);
        assertThat(recommendations.recommend(99, 1).items())
                .extracting(Item::productId)
                .containsExactly(TENT);
    }

    @Test
    void whereNobodyBoughtAnythingNothingIsPopular() {
        awaitPopular();

        assertThat(recommendations.recommend(1, 10)).isEqualTo(new Recommendations(1, Strategy.POPULAR, List.of()));
    }

    @Test
    void theFirstPurchaseIsPopularAtOnce() {
        awaitPopular();
        recommendations.apply(placed(1, 1, TENT));

        assertThat(recommendations.recommend(99, 10).items())
                .extracting(Item::productId)
                .containsExactly(TENT);
    }
}
