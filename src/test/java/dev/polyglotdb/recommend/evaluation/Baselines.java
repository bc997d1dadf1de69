package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** What a recommender has to beat: what is popular, and what was most often bought together with what a user has. */
final class Baselines {

    /** In the order of their ids. The place here is the number of an item. */
    private final List<String> items;

    private final Map<String, Set<Integer>> bought = new HashMap<>();
    private final List<Set<String>> buyers = new ArrayList<>();
    private final Map<Integer, int[]> together = new ConcurrentHashMap<>();
    private final int[] mostBoughtFirst;

    Baselines(List<Purchase> known) {
        items = known.stream().map(Purchase::item).distinct().sorted().toList();
        var numbers = new HashMap<String, Integer>();
        for (var item : items) {
            numbers.put(item, numbers.size());
            buyers.add(new LinkedHashSet<>());
        }
        for (var purchase : known) {
            var item = numbers.getOrDefault(purchase.item(), -1);
            buyers.get(item).add(purchase.user());
            bought.computeIfAbsent(purchase.user(), user -> new LinkedHashSet<>())
                    .add(item);
        }
        mostBoughtFirst =
                bestFirst(buyers.stream().mapToInt(Set::size).toArray()).toArray();
    }

    List<String> popular(String user, int limit) {
        return best(user, limit, IntStream.of(mostBoughtFirst));
    }

    /** By the number of pairs of one of the user's products and a buyer who has both. */
    List<String> boughtTogether(String user, int limit) {
        var counts = new int[items.size()];
        for (var item : bought(user)) {
            var others = together.computeIfAbsent(item, this::together);
            for (var i = 0; i < counts.length; i++) {
                counts[i] += others[i];
            }
        }
        return best(user, limit, bestFirst(counts));
    }

    private int[] together(int item) {
        var counts = new int[items.size()];
        buyers.get(item).forEach(buyer -> bought(buyer).forEach(other -> counts[other]++));
        return counts;
    }

    private Set<Integer> bought(String user) {
        return bought.getOrDefault(user, Set.of());
    }

    /** The items that were counted, but for the user's own. */
    private List<String> best(String user, int limit, IntStream bestFirst) {
        var own = bought(user);
        return bestFirst
                .filter(item -> !own.contains(item))
                .limit(limit)
                .mapToObj(items::get)
                .toList();
    }

    /** Those of equal counts in the order of their ids. */
    private static IntStream bestFirst(int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .mapToLong(item -> ((long) -counts[item] << Integer.SIZE) + item)
                .sorted()
                .mapToInt(countAndItem -> (int) countAndItem);
    }
}
