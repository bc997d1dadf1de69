package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductChanges;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.recommend.Recommendations.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;

/** A catalog of four products and a corner of the graph, with recommendations that come from them. */
abstract class RecommendFixture {

    final PurchaseRepository purchaseRepository;
    final RecommendService recommendations;
    final PopularProducts popular;
    private final ProductService products;
    private final ProductChanges changes;
    final GraphCorner graph;

    RecommendFixture(ApplicationContext context) {
        // Few, so that what is gone could displace all of them.
        var properties = GraphCorner.properties(20, Duration.ofSeconds(5));
        var offers = context.getBean(AvailableCandidates.class);
        var executor = context.getBean("applicationTaskExecutor", Executor.class);
        products = context.getBean(ProductService.class);
        changes = context.getBean(ProductChanges.class);
        graph = new GraphCorner(context.getBean(Driver.class));
        purchaseRepository = graph.purchaseRepository(properties);
        popular = new PopularProducts(purchaseRepository, offers, executor, properties);
        recommendations =
                new RecommendService(purchaseRepository, popular, offers, context.getBean(PurchaseHistory.class));
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
    void makePopular(String... names) {
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

    List<String> names(Recommendations answer) {
        return graph.names(answer.items().stream().map(Item::productId));
    }
}
