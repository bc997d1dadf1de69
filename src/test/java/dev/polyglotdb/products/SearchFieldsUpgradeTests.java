package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.search.SearchFields;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** Looks after catalogs that were stored by older versions, or by nobody yet. Each test has collections of its own. */
@ShopTest
class SearchFieldsUpgradeTests {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String INDEX = "brand_1__id_1";

    private final Shop shop;
    private final MongoOperations mongo;
    private final CatalogUpkeep upkeepOfTheShop;
    private final MongoCollection<Document> products;
    private final MongoCollection<Document> upgrades;
    private final CatalogUpkeep upkeep;
    private final SearchFieldsUpgrade upgrade;

    SearchFieldsUpgradeTests(Shop shop, MongoOperations mongo, CatalogUpkeep upkeepOfTheShop) {
        this.shop = shop;
        this.mongo = mongo;
        this.upkeepOfTheShop = upkeepOfTheShop;
        var name = Shop.unique("catalog-");
        products = mongo.getCollection(name).withTimeout(1, TimeUnit.MINUTES);
        upgrades = mongo.getCollection(name + ".upgrades").withTimeout(1, TimeUnit.MINUTES);
        upkeep = new CatalogUpkeep(products, upgrades, Clock.systemUTC());
        upgrade = new SearchFieldsUpgrade(products, upgrades);
    }

    @AfterEach
    void drop() {
        products.drop();
        upgrades.drop();
    }

    @Test
    void aThousandProductsOfBeforeGetTheirFieldsAndTheirIndexes() {
        storeOutdated(1_000);

        assertThat(upkeep.round(() -> true)).isTrue();

        assertThat(products.countDocuments(eq(SearchFields.REVISION_FIELD, SearchFields.REVISION)))
                .isEqualTo(1_000);
        assertThat(products.countDocuments(eq(SearchFields.WORDS, "lamp7"))).isEqualTo(1);
        assertThat(products.countDocuments(ne("version", 1L))).isZero();
        assertThat(upkeep.missingIndexes()).isEmpty();
        assertThat(upkeep.round(() -> true)).isFalse();
    }

    @Test
    void anInterruptedUpgradeGoesOnWhereItEnded() {
        storeOutdated(1_000);
        var chunks = new AtomicInteger();

        var first = upgrade.run(() -> chunks.getAndIncrement() < 2);
        var second = upgrade.run(() -> true);

        assertThat(first.upgraded()).isEqualTo(400);
        assertThat(second.upgraded()).isEqualTo(600);
    }

    @Test
    void whatAnOlderInstanceWritesAfterwardsIsUpgradedToo() {
        storeOutdated(2);
        upgrade.run(() -> true);
        products.updateOne(eq("p0"), set(SearchFields.REVISION_FIELD, SearchFields.REVISION - 1));
        products.updateOne(eq("p1"), unset(SearchFields.FIELD));

        assertThat(upgrade.run(() -> true).upgraded()).isEqualTo(2);
    }

    @Test
    void fieldsOfANewerVersionRemain() {
        storeOutdated(1);
        products.updateOne(eq("p0"), set(SearchFields.REVISION_FIELD, SearchFields.REVISION + 1));

        assertThat(upgrade.run(() -> true)).isEqualTo(new SearchFieldsUpgrade.Run(0, 0));
    }

    @Test
    void aProductThatCannotBeReadKeepsNoOtherFromBeingUpgraded() {
        storeOutdated(3);
        products.updateOne(eq("p1"), set("price", "cheap"));

        assertThat(upgrade.run(() -> true)).isEqualTo(new SearchFieldsUpgrade.Run(2, 1));
    }

    @Test
    void onlyOneInstanceWorksUntilItsLeaseEnds() {
        storeOutdated(1);
        var start = Instant.parse("2030-01-01T00:00:00Z");
        new UpkeepLease(upgrades, Clock.fixed(start, ZoneOffset.UTC), LEASE).take();
        var late = Clock.fixed(start.plus(LEASE).plusMillis(1), ZoneOffset.UTC);

        var early = new CatalogUpkeep(products, upgrades, Clock.fixed(start, ZoneOffset.UTC));

        assertThat(early.round(() -> true)).isFalse();
        assertThat(early.missingIndexes()).containsValue(IndexBuild.NOT_BUILT);
        assertThat(new CatalogUpkeep(products, upgrades, late).round(() -> true))
                .isTrue();
        assertThat(upkeep.round(() -> true)).isFalse();
        assertThat(upgrades.countDocuments(eq("upkeep"))).isZero();
    }

    @Test
    void anEmptyDatabaseGetsItsCollectionAndAllIndexes() {
        assertThat(new IndexBuild(products).missing()).hasSize(ProductIndexes.NEEDED.size());

        assertThat(new IndexBuild(products).run()).isEmpty();

        assertThat(products.listIndexes()).hasSizeGreaterThanOrEqualTo(ProductIndexes.NEEDED.size());
    }

    @Test
    void anOperatorsIndexWithEqualKeysIsThereAlready() {
        products.createIndex(Indexes.ascending("category", "_id"), new IndexOptions().name("by operator"));

        assertThat(new IndexBuild(products).run()).isEmpty();
    }

    @Test
    void anIndexThatOnlyKnowsSomeProductsIsNotOurs() {
        products.createIndex(Indexes.ascending("category", "_id"), new IndexOptions().sparse(true));

        assertThat(new IndexBuild(products).missing()).containsKey("category_1__id_1");
    }

    /** The shop's own catalog. Whoever has the lease builds the index again, so nobody else may have it meanwhile. */
    @Test
    void theHealthOfMongodbNamesAnIndexThatIsMissing() {
        var lease = new UpkeepLease(mongo.getCollection("products.upgrades"), Clock.systemUTC(), LEASE);
        try (var held = await().atMost(LEASE).until(lease::take, taken -> taken != null)) {
            mongo.getCollection(ProductCollection.NAME).dropIndex(INDEX);
            upkeepOfTheShop.round(() -> true);

            assertThat(health().at("/status").asString()).isEqualTo("UP");
            assertThat(health().at("/details/missingIndexes/" + INDEX).asString())
                    .isEqualTo(IndexBuild.NOT_BUILT);
        }
        await().atMost(LEASE).until(() -> {
            upkeepOfTheShop.round(() -> true);
            return health().at("/details/missingIndexes").isMissingNode();
        });
    }

    private JsonNode health() {
        return shop.admin().get("/actuator/health").at("/components/mongodb");
    }

    private void storeOutdated(int count) {
        products.insertMany(IntStream.range(0, count)
                .mapToObj(i -> {
                    var document = ProductDocuments.toDocument(product(i));
                    document.remove(SearchFields.FIELD);
                    return document;
                })
                .toList());
    }

    private static Product product(int i) {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        return new Product(
                "p" + i,
                "Lamp" + i,
                null,
                "lamps",
                null,
                new Money(BigDecimal.ONE, "EUR"),
                FreeForm.EMPTY,
                1,
                now,
                now);
    }
}
