package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Makes purchases of users who have tastes. Every product belongs to one taste; a user follows one taste at a time and
 * after each purchase may turn to another. Nothing here knows how anybody ranks.
 *
 * @param kind what is particular about the users
 * @param users how many there are
 * @param products how many there are
 * @param productsPerTaste how many belong to one taste, as to a hobby
 * @param drift the chance to turn to another taste after a purchase; 0.1 means that a taste lasts for 10 purchases
 * @param stray the chance that a purchase has nothing to do with the taste: a present, a daily need
 * @param popularity exponent of the power law by which products, also within a taste, and tastes are liked
 * @param least how many purchases a user has at least: data sets are usually cut down to users with 5 or 10
 * @param mean how many more a user has on average; the number is exponentially distributed, so most have few
 */
record Tastes(
        String kind,
        int users,
        int products,
        int productsPerTaste,
        double drift,
        double stray,
        double popularity,
        int least,
        double mean)
        implements Kind {

    private static final long DAY = 86_400_000;
    private static final long START = 1_735_689_600_000L;

    /** Users whose tastes change: what was bought last says most. */
    static Tastes drifting(int users, int products) {
        return new Tastes("drifting", users, products, 25, 0.1, 0.15, 0.8, 10, 20);
    }

    /** Users who keep to one taste: what was bought long ago says as much. */
    static Tastes steady(int users, int products) {
        return new Tastes("steady", users, products, 25, 0, 0.3, 0.8, 5, 10);
    }

    /** Users with few purchases, so that there is little to go by. */
    static Tastes young(int users, int products) {
        return new Tastes("young", users, products, 25, 0.1, 0.15, 0.8, 2, 3);
    }

    /** Users who, beside their tastes, buy what everybody buys. */
    static Tastes fashionable(int users, int products) {
        return new Tastes("fashionable", users, products, 25, 0.1, 0.4, 1.3, 10, 20);
    }

    /** Users with many purchases. */
    static Tastes avid(int users, int products) {
        return new Tastes("avid", users, products, 25, 0.05, 0.15, 0.8, 30, 40);
    }

    /** Users to whom hardly anything is more popular than the rest. */
    static Tastes scattered(int users, int products) {
        return new Tastes("scattered", users, products, 25, 0.1, 0.15, 0.2, 10, 20);
    }

    /** What is bought again and again is not what recommendations are for. */
    @Override
    public List<Purchase> generate(long seed) {
        var random = new Random(seed);
        var tastes = new PowerLaw(products / productsPerTaste, popularity);
        var inTaste = new PowerLaw(productsPerTaste, popularity);
        var purchases = new ArrayList<Purchase>();
        for (var user = 0; user < users; user++) {
            var number = least + (int) (-Math.log(1 - random.nextDouble()) * mean);
            var time = START + (long) (random.nextDouble() * 365 * DAY);
            var taste = tastes.next(random);
            var bought = new HashSet<Integer>();
            for (var i = 0; i < number; i++) {
                var from = random.nextDouble() < stray ? tastes.next(random) : taste;
                // Somebody who has all of a taste's best is out of luck, and buys less.
                for (var attempt = 0; attempt < 20; attempt++) {
                    var product = from * productsPerTaste + inTaste.next(random);
                    if (bought.add(product)) {
                        purchases.add(new Purchase("u" + user, "i" + product, time));
                        break;
                    }
                }
                time += 1 + (long) (-Math.log(1 - random.nextDouble()) * 10 * DAY);
                taste = random.nextDouble() < drift ? tastes.next(random) : taste;
            }
        }
        purchases.sort(Comparator.comparingDouble(Purchase::time));
        return purchases;
    }
}
