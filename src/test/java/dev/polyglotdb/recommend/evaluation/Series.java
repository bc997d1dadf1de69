package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Makes purchases of users who go on with what they began: each product has a few that follow it, as the next volume or
 * what fits a camera, and users buy several in a sitting. Nothing here knows how anybody ranks.
 *
 * @param kind what is particular about the users
 * @param users how many there are
 * @param products how many there are
 * @param follow the chance that the next purchase of a sitting follows the one before
 * @param sitting how many purchases a sitting has on average
 * @param least how many purchases a user has at least
 * @param mean how many more a user has on average
 */
record Series(String kind, int users, int products, double follow, int sitting, int least, double mean)
        implements Kind {

    private static final long DAY = 86_400_000;
    private static final long START = 1_735_689_600_000L;
    private static final int FOLLOWERS = 3;
    private static final int PRODUCTS_A_GENRE = 40;
    private static final double POPULARITY = 0.8;

    /** Few purchases in short sittings. */
    static Series sparse(int users, int products) {
        return new Series("series", users, products, 0.6, 5, 5, 15);
    }

    /** Many purchases in long sittings, of which fewer follow one another. */
    static Series dense(int users, int products) {
        return new Series("long series", users, products, 0.4, 8, 20, 40);
    }

    @Override
    public List<Purchase> generate(long seed) {
        var random = new Random(seed);
        var genres = new PowerLaw(products / PRODUCTS_A_GENRE, POPULARITY);
        var inGenre = new PowerLaw(PRODUCTS_A_GENRE, POPULARITY);
        var followers = new int[products][FOLLOWERS];
        for (var product = 0; product < products; product++) {
            for (var i = 0; i < FOLLOWERS; i++) {
                followers[product][i] = product - product % PRODUCTS_A_GENRE + random.nextInt(PRODUCTS_A_GENRE);
            }
        }
        var purchases = new ArrayList<Purchase>();
        for (var user = 0; user < users; user++) {
            var favourites = List.of(genres.next(random), genres.next(random), genres.next(random));
            var number = least + (int) exponential(random, mean);
            var time = START + (long) (random.nextDouble() * 365 * DAY);
            var bought = new HashSet<Integer>();
            var left = 0;
            int last = 0;
            for (var i = 0; i < number; i++) {
                var first = left-- == 0;
                if (first) {
                    left = random.nextInt(2 * sitting);
                    time += (long) exponential(random, 20 * DAY);
                }
                // Somebody who has all that they would choose is out of luck, and buys less.
                for (var attempt = 0; attempt < 20; attempt++) {
                    var genre = random.nextDouble() < 0.8 ? favourites.get(random.nextInt(3)) : genres.next(random);
                    var product = !first && random.nextDouble() < follow
                            ? followers[last][random.nextInt(FOLLOWERS)]
                            : genre * PRODUCTS_A_GENRE + inGenre.next(random);
                    if (bought.add(product)) {
                        last = product;
                        purchases.add(new Purchase("u" + user, "i" + product, time));
                        break;
                    }
                }
                time += 60_000 + random.nextInt(60_000);
            }
        }
        purchases.sort(Comparator.comparingDouble(Purchase::time));
        return purchases;
    }

    private static double exponential(Random random, double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }
}
