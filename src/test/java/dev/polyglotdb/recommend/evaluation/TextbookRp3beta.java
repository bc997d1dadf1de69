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
    private final List<List<Integer>> bought = new ArrayList<>();
    private final List<List<Integer>> buyers = new ArrayList<>();

    /** @param known the earliest first */
    TextbookRp3beta(List<Purchase> known) {
        var numbers = new HashMap<String, Integer>();
        for (var purchase : known) {
            var item = numbers.computeIfAbsent(purchase.item(), id -> {
                items.add(id);
                buyers.add(new ArrayList<>());
                return items.size() - 1;
            });
            var user = users.computeIfAbsent(purchase.user(), id -> {
                bought.add(new ArrayList<>());
                return bought.size() - 1;
            });
            bought.get(user).add(item);
            buyers.get(item).add(user);
        }
    }

    List<String> recommended(String id, int limit) {
        var user = users.getOrDefault(id, -1);
        var own = user < 0 ? List.<Integer>of() : bought.get(user);
        var scores = new double[items.size()];
        for (var age = 0; age < own.size(); age++) {
            var seed = own.get(own.size() - 1 - age);
            var share = Math.exp(-age / DECAY_LENGTH) / buyers.get(seed).size();
            for (int buyer : buyers.get(seed)) {
                if (buyer != user) {
                    var all = bought.get(buyer);
                    all.forEach(item -> scores[item] += share / all.size());
                }
            }
        }
        own.forEach(item -> scores[item] = 0);
        for (var item = 0; item < scores.length; item++) {
            scores[item] /= Math.pow(buyers.get(item).size(), BETA);
        }
        return IntStream.range(0, scores.length)
                .filter(item -> scores[item] > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -scores[item]).thenComparing(items::get))
                .limit(limit)
                .map(items::get)
                .toList();
    }
}
