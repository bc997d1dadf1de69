package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes purchases as people rate films: few long sittings, page by page, what is on one page at one instant; a page has
 * what is like the film before, or what is popular and fits the person's taste and mood. Some films come out meanwhile.
 * Nothing here knows how anybody ranks.
 *
 * @param kind what is particular about the users
 * @param users how many there are
 * @param products how many there are
 * @param median of what a user buys beyond 19; the number is log-normally distributed
 * @param similar the chance that a page has what is like the film before
 */
record Films(String kind, int users, int products, double median, double similar) implements Kind {

    private static final long DAY = 86_400_000;
    private static final long START = 1_735_689_600_000L;
    private static final int FACTORS = 3;
    private static final int ALIKE = 30;
    private static final double POPULARITY = 1.2;
    private static final double TASTE = 1.3;
    private static final double MOOD = 1.5;

    /** As on a site for films: about 100 purchases each. */
    static Films rated(int users, int products) {
        return new Films("film ratings", users, products, 52, 0.4);
    }

    @Override
    public List<Purchase> generate(long seed) {
        var random = new Random(seed);
        var catalog = new Catalog(random, products);
        var purchases = new ArrayList<Purchase>();
        for (var user = 0; user < users; user++) {
            buy("u" + user, catalog, random, purchases);
        }
        purchases.sort(Comparator.comparingDouble(Purchase::time));
        return purchases;
    }

    private void buy(String user, Catalog catalog, Random random, List<Purchase> purchases) {
        var taste = factors(random, 1);
        var number = Math.min(products / 3, 19 + (int) (Math.exp(random.nextGaussian()) * median));
        var time = START + (long) (random.nextDouble() * 205 * DAY);
        var mood = factors(random, MOOD);
        var bought = new HashSet<Integer>();
        var last = -1;
        while (bought.size() < number) {
            mood = random.nextDouble() < 0.15 ? factors(random, MOOD) : mood;
            var page = new ArrayList<Integer>();
            var size = 1 + (int) exponential(random, 2);
            var alike = last >= 0 && random.nextDouble() < similar;
            var liked = alike ? new double[0] : catalog.liked(taste, mood, 1 - bought.size() / (double) number, time);
            // Somebody who has all that they would choose turns the page.
            for (var attempt = 0; attempt < 60 && page.size() < size && bought.size() < number; attempt++) {
                var film = alike ? catalog.alike(last, random) : Catalog.choice(liked, random);
                if (catalog.isOut(film, time) && bought.add(film)) {
                    page.add(film);
                }
            }
            last = page.isEmpty() ? -1 : page.get(page.size() - 1);
            Collections.shuffle(page, random);
            for (var film : page) {
                purchases.add(new Purchase(user, "i" + film, time));
            }
            time += 1000 * (5 + random.nextInt(40));
            if (random.nextDouble() < 0.04) {
                time += (long) exponential(random, 5 * DAY);
                last = -1;
            }
        }
    }

    private static double[] factors(Random random, double spread) {
        return random.doubles(FACTORS)
                .map(any -> random.nextGaussian() * spread)
                .toArray();
    }

    private static double exponential(Random random, double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    /** The films: how popular each is, what it is like, and when it comes out. */
    private static final class Catalog {

        private final double[] popularity;
        private final double[][] factors;
        private final long[] out;
        private final int[][] alike;

        Catalog(Random random, int products) {
            popularity = IntStream.range(0, products)
                    .mapToDouble(film -> -POPULARITY * Math.log(1 + film / 20.0) + 0.3 * random.nextGaussian())
                    .toArray();
            factors = IntStream.range(0, products)
                    .mapToObj(film -> factors(random, 1))
                    .toArray(double[][]::new);
            out = IntStream.range(0, products)
                    .mapToLong(film ->
                            random.nextDouble() < 0.2 ? START + (long) (random.nextDouble() * 210 * DAY) : START - DAY)
                    .toArray();
            alike = IntStream.range(0, products).mapToObj(this::alike).toArray(int[][]::new);
        }

        private int[] alike(int film) {
            var distances = IntStream.range(0, popularity.length)
                    .mapToDouble(other -> distance(film, other))
                    .toArray();
            return IntStream.range(0, popularity.length)
                    .filter(other -> other != film)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> distances[other]))
                    .limit(ALIKE)
                    .mapToInt(other -> other)
                    .toArray();
        }

        private double distance(int film, int other) {
            var distance = 4 * Math.abs(popularity[film] - popularity[other]);
            for (var i = 0; i < FACTORS; i++) {
                distance += Math.pow(factors[film][i] - factors[other][i], 2);
            }
            return distance;
        }

        boolean isOut(int film, long time) {
            return out[film] <= time;
        }

        int alike(int film, Random random) {
            return alike[film][(int) (alike[film].length * Math.pow(random.nextDouble(), 1.5))];
        }

        /** The chances of the films, added up. Beginners know what is popular; what just came out is shown to all. */
        double[] liked(double[] taste, double[] mood, double beginner, long time) {
            var sum = 0.0;
            var sums = new double[popularity.length];
            for (var film = 0; film < sums.length; film++) {
                var fit = 0.0;
                for (var i = 0; i < FACTORS; i++) {
                    fit += (taste[i] + mood[i]) * factors[film][i];
                }
                var news = out[film] < START ? 0 : 1.5 * Math.exp(-(time - out[film]) / (20.0 * DAY));
                sum += isOut(film, time)
                        ? Math.exp(popularity[film] * (1 + beginner / 2) + TASTE * fit / Math.sqrt(FACTORS) + news)
                        : 0;
                sums[film] = sum;
            }
            return sums;
        }

        static int choice(double[] sums, Random random) {
            var found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            return found < 0 ? -found - 1 : found;
        }
    }
}
