package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * RP3beta (Paudel et al. 2016) as the paper has it, over all purchases, in memory: from every purchase of the user to
 * all its buyers and to all that they bought. The earlier a purchase, the less it weighs, as for the walk.
 */
final class TextbookRp3beta {

    private static final double DECAY_LENGTH = 5;
    private static final double BETA = 0.6;

    private final List<String> items = new ArrayList<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final int[][] bought;
    private final int[][] buyers;

    /** @param known the earliest first */
    TextbookRp3beta(List<Purchase> known) {
        var numbers = new HashMap<String, Integer>();
        var itemsOf = new ArrayList<List<Integer>>();
        var usersOf = new ArrayList<List<Integer>>();
        for (var purchase : known) {
            var item = numbers.computeIfAbsent(purchase.item(), id -> {
                items.add(id);
                usersOf.add(new ArrayList<>());
                return items.size() - 1;
            });
            var user = users.computeIfAbsent(purchase.user(), id -> {
                itemsOf.add(new ArrayList<>());
                return itemsOf.size() - 1;
            });
            itemsOf.get(user).add(item);
            usersOf.get(item).add(user);
        }
        bought = arrays(itemsOf);
        buyers = arrays(usersOf);
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.stream().mapToInt(number -> number).toArray())
                .toArray(int[][]::new);
    }

    List<String> recommended(String id, int limit) {
        var user = users.getOrDefault(id, -1);
        var own = user < 0 ? new int[0] : bought[user];
        var scores = new double[items.size()];
        for (var age = 0; age < own.length; age++) {
            var seed = buyers[own[own.length - 1 - age]];
            var share = Math.exp(-age / DECAY_LENGTH) / seed.length;
            for (var buyer : seed) {
                if (buyer != user) {
                    var all = bought[buyer];
                    for (var item : all) {
                        scores[item] += share / all.length;
                    }
                }
            }
        }
        for (var item : own) {
            scores[item] = 0;
        }
        for (var item = 0; item < scores.length; item++) {
            scores[item] /= Math.pow(buyers[item].length, BETA);
        }
        return IntStream.range(0, scores.length)
                .filter(item -> scores[item] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -scores[item])
                        .thenComparing(items::get))
                .limit(limit)
                .map(items::get)
                .toList();
    }
}
