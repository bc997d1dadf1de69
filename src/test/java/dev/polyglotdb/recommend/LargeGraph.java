package dev.polyglotdb.recommend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.neo4j.driver.Driver;

/**
 * A graph of many purchases, written past the application. Users buy in sittings, half of the time within a taste of a
 * hundred products; popularity falls with the rank of a product, so that the first has about a third of all users.
 *
 * @param users how many there are; their numbers of purchases are log-normally distributed, 100 on average
 * @param products how many there are
 */
record LargeGraph(Driver driver, int users, int products) {

    /** Beyond the ids that others use. */
    private static final long FIRST = 1_000_000_000_000L;

    private static final long START = 1_735_689_600_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int BATCH = 20_000;

    long user(int number) {
        return FIRST + number;
    }

    private static String product(int number) {
        return "large-" + number;
    }

    /** Returns how many purchases there are. The indexes of purchases are made when all are there, which is faster. */
    long load() {
        Cypher.script("schema").forEach(this::run);
        for (var index : List.of("bought_by_user", "bought_by_product", "bought_by_order")) {
            run("DROP INDEX " + index + " IF EXISTS");
        }
        run("DROP CONSTRAINT bought_once_per_order IF EXISTS");
        var buyers = new int[products];
        for (var from = 0; from < products; from += BATCH) {
            run(
                    "UNWIND range($from, $to - 1) AS i CREATE (:Product {id: 'large-' + i, buyers: 0})",
                    Map.of("from", from, "to", Math.min(products, from + BATCH)));
        }
        loadPurchases(buyers);
        var degrees = IntStream.range(0, products)
                .mapToObj(i -> Map.of("id", product(i), "buyers", buyers[i]))
                .toList();
        for (var from = 0; from < products; from += BATCH) {
            run(
                    "UNWIND $all AS one MATCH (product:Product {id: one.id}) SET product.buyers = one.buyers",
                    Map.of("all", degrees.subList(from, Math.min(products, from + BATCH))));
        }
        Cypher.script("schema").stream()
                .filter(each -> !each.startsWith("CALL"))
                .forEach(this::run);
        run("CALL db.awaitIndexes(3600)");
        return Arrays.stream(buyers).asLongStream().sum();
    }

    private void loadPurchases(int[] buyers) {
        var random = new Random(42);
        var popularity = popularity();
        var batch = new ArrayList<Map<String, Object>>();
        var size = 0;
        var orderId = FIRST;
        for (var user = 0; user < users; user++) {
            var purchases = new ArrayList<List<Object>>();
            var at = START + (long) (random.nextDouble() * 365 * DAY);
            for (int product : chosen(random, popularity)) {
                buyers[product]++;
                purchases.add(List.of(product(product), orderId++, at));
                at += random.nextInt(10) < 7 ? 1000 * random.nextInt(30) : (long) (random.nextDouble() * 2 * DAY);
            }
            batch.add(Map.of("id", user(user), "products", purchases.size(), "purchases", purchases));
            size += purchases.size();
            if (size > BATCH || user == users - 1) {
                run("""
                        UNWIND $batch AS one
                        CREATE (user:User {id: one.id, products: one.products})
                        WITH user, one
                        UNWIND one.purchases AS each
                        MATCH (product:Product {id: each[0]})
                        CREATE (user)-[:BOUGHT {userId: one.id, productId: each[0], orderId: each[1], at: each[2]}]->
                          (product)""", Map.of("batch", batch));
                batch.clear();
                size = 0;
            }
        }
    }

    private List<Integer> chosen(Random random, double[] popularity) {
        var number = Math.max(5, (int) (Math.exp(random.nextGaussian() * 0.9 - 0.405) * 100));
        var tastes = Math.max(1, products / 100);
        var taste = random.nextInt(tastes);
        var chosen = new ArrayList<Integer>();
        var bought = new HashSet<Integer>();
        for (var attempt = 0; attempt < 20 * number && chosen.size() < Math.min(number, products / 3); attempt++) {
            var found = Arrays.binarySearch(popularity, random.nextDouble() * popularity[products - 1]);
            var product = found < 0 ? -found - 1 : found;
            if (random.nextBoolean()) {
                product = Math.min(products - 1, product / tastes * tastes + taste);
            }
            if (bought.add(product)) {
                chosen.add(product);
            }
            taste = random.nextInt(20) == 0 ? random.nextInt(tastes) : taste;
        }
        return chosen;
    }

    /** The chances of the products, added up. */
    private double[] popularity() {
        var chances =
                IntStream.range(0, products).mapToDouble(i -> 1 / (i + 20.0)).toArray();
        Arrays.parallelPrefix(chances, Double::sum);
        return chances;
    }

    void delete() {
        run("""
                MATCH (node:User|Product) WHERE node:User AND node.id >= $first OR node.id STARTS WITH 'large-'
                CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 100 ROWS""", Map.of("first", FIRST));
    }

    private void run(String statement) {
        run(statement, Map.of());
    }

    private void run(String statement, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            session.run(statement, parameters).consume();
        }
    }
}
