package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Reads lists page by page while others insert, move and delete products before, between and after the unchanged ones.
 */
@ShopTest
class PagingWhileWritingTests {

    private static final int STAYING = 120;
    private static final int MOVING = 30;
    private static final int WRITERS = 3;
    private static final int WALKS = 2;

    private final ProductRepository products;
    private final MongoCollection<Document> collection;
    private final Shelf shelf;

    PagingWhileWritingTests(Shop shop, ProductRepository products, MongoOperations mongo) {
        this.products = products;
        this.collection = mongo.getCollection(ProductCollection.NAME);
        this.shelf = new Shelf(shop);
    }

    @Test
    void unchangedProductsAreListedOnceAndInOrder() throws InterruptedException, ExecutionException {
        var staying = new HashSet<>(put(STAYING, new Random(1)));
        var sorts = List.of("id", "price", "-price", "name", "-createdAt");
        var undisturbed =
                sorts.stream().map(sort -> shelf.walk("sort=" + sort, 7)).toList();
        var done = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> threads.submit(writer(new Random(i), done)))
                    .toList();
            for (int walk = 0; walk < WALKS; walk++) {
                for (int i = 0; i < sorts.size(); i++) {
                    var seen = new ArrayList<>(shelf.walk("sort=" + sorts.get(i), 7));
                    seen.retainAll(staying);
                    assertThat(seen).as(sorts.get(i)).isEqualTo(undisturbed.get(i));
                }
            }
            done.set(true);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isGreaterThan(STAYING);
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    /** Creates, moves and deletes its own products until it is done. Returns the number of changes. */
    private Callable<Integer> writer(Random random, AtomicBoolean done) {
        return () -> {
            var ids = put(MOVING, random);
            var writes = 0;
            while (!done.get()) {
                var id = ids.get(random.nextInt(MOVING));
                var product = product(id, random);
                switch (random.nextInt(3)) {
                    case 0 -> products.add(product);
                    case 1 -> collection.replaceOne(eq(id), ProductDocuments.toDocument(product));
                    default -> collection.deleteOne(eq(id));
                }
                writes++;
            }
            return writes;
        };
    }

    private List<String> put(int count, Random random) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var product = product(Integer.toString(random.nextInt(36 * 36), 36) + Shop.unique("-"), random);
            products.add(product);
            ids.add(product.id());
        }
        return ids;
    }

    /** Returns a product whose sort keys often equal those of others. */
    private Product product(String id, Random random) {
        var price = new Money(BigDecimal.valueOf(random.nextInt(12), 2), "EUR");
        var time = Instant.ofEpochMilli(1_800_000_000_000L + random.nextInt(12));
        return new Product(
                id, "n" + random.nextInt(12), null, shelf.category(), null, price, FreeForm.EMPTY, 1, time, time);
    }
}
