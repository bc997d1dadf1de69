package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** Looks after catalogs that were stored by older versions, or by nobody yet. Each test has collections of its own. */
@ShopTest
class SearchFieldsUpgradeTests {

    private final MongoCollection<Document> products;
    private final MongoCollection<Document> upgrades;
    private final CatalogUpkeep upkeep;
    private final SearchFieldsUpgrade upgrade;

    SearchFieldsUpgradeTests(MongoOperations mongo) {
        var name = Shop.unique("catalog-");
        products = mongo.getCollection(name).withTimeout(1, TimeUnit.MINUTES);
        upgrades = mongo.getCollection(name + ".upgrades").withTimeout(1, TimeUnit.MINUTES);
        upkeep = new CatalogUpkeep(products, upgrades, Clock.systemUTC(), System::nanoTime);
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

    /** The first version stored what it was given: U+212B, and a text that is half composed. */
    @Test
    void whatIsFilteredByIsComposed() {
        storeOutdated(2);
        products.updateOne(eq("p0"), set("brand", "\u212Bngstrom"));
        products.updateOne(eq("p1"), set("category", "\u00E9e\u0301"));

        upgrade.run(() -> true);

        assertThat(products.countDocuments(eq("brand", "\u00C5ngstrom"))).isEqualTo(1);
        assertThat(products.countDocuments(eq("category", "\u00E9\u00E9"))).isEqualTo(1);
        assertThat(products.countDocuments(eq("category", "lamps"))).isEqualTo(1);
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

    /** The one that takes over has a clock that is ahead. Only how long it has seen the same lease counts. */
    @Test
    void onlyOneInstanceWorksUntilItsLeaseEnds() {
        storeOutdated(1);
        upgrades.insertOne(new Document("_id", "upkeep")
                .append("holder", "an instance that was killed")
                .append("until", Date.from(Instant.now())));
        var time = new AtomicLong();
        var ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        var other = new CatalogUpkeep(products, upgrades, ahead, time::get);

        assertThat(other.round(() -> true)).isFalse();
        assertThat(other.missingIndexes()).containsValue(IndexBuild.NOT_BUILT);
        time.addAndGet(CatalogUpkeep.LEASE.toNanos());
        assertThat(other.round(() -> true)).isFalse();
        time.addAndGet(1);
        assertThat(other.round(() -> true)).isTrue();

        assertThat(upkeep.round(() -> true)).isFalse();
        assertThat(upgrades.countDocuments(eq("upkeep"))).isZero();
    }

    @Test
    void anEmptyDatabaseGetsItsCollectionAndAllIndexes() {
        assertThat(new IndexBuild(products).missing(Map.of())).hasSize(ProductIndexes.NEEDED.size());

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

        assertThat(new IndexBuild(products).missing(Map.of())).containsKey("category_1__id_1");
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
