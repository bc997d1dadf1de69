package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** One instance looks after the catalog at a time, whatever the clocks say; the others tell what is still missing. */
@ShopTest
class UpkeepLeaseTests {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String INDEX = "brand_1__id_1";

    private final Shop shop;
    private final MongoOperations mongo;
    private final CatalogUpkeep upkeepOfTheShop;
    private final MongoCollection<Document> upgrades;

    UpkeepLeaseTests(Shop shop, MongoOperations mongo, CatalogUpkeep upkeepOfTheShop) {
        this.shop = shop;
        this.mongo = mongo;
        this.upkeepOfTheShop = upkeepOfTheShop;
        upgrades = mongo.getCollection(Shop.unique("catalog-") + ".upgrades").withTimeout(1, TimeUnit.MINUTES);
    }

    @AfterEach
    void drop() {
        upgrades.drop();
    }

    @Test
    void aLeaseThatIsRenewedIsNotTakenByAnInstanceWhoseClockIsAhead() {
        var time = new AtomicLong();
        var ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        upgrades.insertOne(
                new Document("_id", "upkeep").append("holder", "another").append("until", new Date(1)));
        var lease = new UpkeepLease(upgrades, ahead, time::get, LEASE);

        for (var renewal = 2; renewal < 6; renewal++) {
            assertThat(lease.take()).isNull();
            upgrades.updateOne(eq("upkeep"), set("until", new Date(renewal)));
            time.addAndGet(LEASE.toNanos() + 1);
        }
    }

    @Test
    void whoeverHasTheLeaseKeepsItWhateverTheClockOfAnotherSays() {
        var ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        try (var held = new UpkeepLease(upgrades, Clock.systemUTC(), System::nanoTime, LEASE).take()) {
            assertThat(held).isNotNull();
            assertThat(new UpkeepLease(upgrades, ahead, System::nanoTime, LEASE).take())
                    .isNull();
        }
    }

    @Test
    void aRenewalThatFailsForWhateverReasonLosesTheLeaseUntilTheNext() {
        var broken = new AtomicBoolean();
        InstantSource failing = () -> {
            if (broken.get()) {
                throw new IllegalStateException("as from a driver that is closed");
            }
            return Instant.now();
        };
        var lease =
                new UpkeepLease(upgrades, failing.withZone(ZoneOffset.UTC), System::nanoTime, Duration.ofMillis(90));
        try (var held = Objects.requireNonNull(lease.take())) {
            broken.set(true);
            await().until(() -> !held.isValid());

            broken.set(false);
            await().until(held::isValid);
        }
    }

    /** The shop's own catalog. Whoever has the lease builds the index again, so nobody else may have it meanwhile. */
    @Test
    void theHealthOfMongodbNamesAnIndexThatIsMissing() {
        var lease =
                new UpkeepLease(mongo.getCollection("products.upgrades"), Clock.systemUTC(), System::nanoTime, LEASE);
        try (var held = await().atMost(LEASE).until(lease::take, taken -> taken != null)) {
            mongo.getCollection(ProductCollection.NAME).dropIndex(INDEX);
            upkeepOfTheShop.round(() -> true);

            // A probe may be late on a busy machine.
            await().untilAsserted(() -> {
                var health = health();
                assertThat(health.at("/status").asString()).isEqualTo("UP");
                assertThat(health.at("/details/missingIndexes/" + INDEX).asString())
                        .isEqualTo(IndexBuild.NOT_BUILT);
            });
        }
        await().atMost(LEASE).until(() -> {
            upkeepOfTheShop.round(() -> true);
            return health().at("/details/missingIndexes").isMissingNode();
        });
    }

    private JsonNode health() {
        return shop.admin().get("/actuator/health").at("/components/mongodb");
    }
}
