package dev.polyglotdb.lab.recommendations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Made-up purchases, the same for the same number: about 20 a user, in orders of one to four products, some of them
 * several at the same instant. Half of them are within a taste. Popularity falls with the rank of a product, so that
 * the first has a large part of all users.
 *
 * @param about how many there are, to one in a hundred
 */
record Purchases(long about) {

    private static final int A_USER = 20;
    private static final int USERS_A_PRODUCT = 5;
    private static final int TASTES = 50;
    private static final int USERS_AT_ONCE = 1_000;
    private static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long SEED = 25;

    int users() {
        return (int) (about / A_USER);
    }

    int products() {
        return Math.max(200, users() / USERS_A_PRODUCT);
    }

    /** Returns an id as long as those of the catalog. */
    static String product(long number) {
        return "%024x".formatted(0x5eed_0000_0000L + number);
    }

    /** Tells all purchases, those of a thousand users at a time. */
    void forEach(Consumer<List<Purchase>> batches) {
        var popularity = IntStream.range(0, products())
                .mapToDouble(rank -> 1 / (rank + 20.0))
                .toArray();
        Arrays.parallelPrefix(popularity, Double::sum);
        for (var from = 0; from < users(); from += USERS_AT_ONCE) {
            var batch = new ArrayList<Purchase>();
            for (var user = from; user < Math.min(users(), from + USERS_AT_ONCE); user++) {
                addOrders(user, popularity, batch);
            }
            batches.accept(batch);
        }
    }

    private void addOrders(int user, double[] popularity, List<Purchase> purchases) {
        var random = new Random(SEED + user * 0x9E3779B97F4A7C15L);
        var taste = random.nextInt(TASTES);
        var at = START + (long) (random.nextDouble() * YEAR);
        // From 1 to 39, each as often as any other.
        var number = 1 + random.nextInt(2 * A_USER - 1);
        for (var order = 0L; number > 0; order++) {
            var inOrder = new HashSet<String>();
            var size = Math.min(number, 1 + random.nextInt(4));
            while (inOrder.size() < size) {
                inOrder.add(product(chosen(random, popularity, taste)));
            }
            for (var product : inOrder) {
                purchases.add(new Purchase(user, product, user * 100L + order, at));
            }
            number -= size;
            at += random.nextInt(10) == 0 ? 0 : (long) (random.nextDouble() * 2 * DAY);
            taste = random.nextInt(20) == 0 ? random.nextInt(TASTES) : taste;
        }
    }

    private static int chosen(Random random, double[] popularity, int taste) {
        var last = popularity.length - 1;
        var found = Arrays.binarySearch(popularity, random.nextDouble() * popularity[last]);
        var product = Math.min(last, found < 0 ? -found - 1 : found);
        return random.nextBoolean() ? Math.min(last, product / TASTES * TASTES + taste) : product;
    }
}
