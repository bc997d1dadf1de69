package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a recommender has to beat: what is popular, and what was most often bought together with what a user has. */
final class Baselines {

    private final List<String> items;
    private final Map<String, Set<Integer>> bought = new HashMap<>();
    private final List<Set<String>> buyers = new ArrayList<>();
    private final Map<Integer, int[]> together = new ConcurrentHashMap<>();
    private final List<Integer> mostBoughtFirst;

    Baselines(List<Purchase> known) {
        var numbers = new HashMap<String, Integer>();
        for (var purchase : known) {
            int item = numbers.computeIfAbsent(purchase.item(), id -> {
                buyers.add(new LinkedHashSet<>());
                return buyers.size() - 1;
            });
            buyers.get(item).add(purchase.user());
            bought.computeIfAbsent(purchase.user(), user -> new LinkedHashSet<>())
                    .add(item);
        }
        var ids = new String[numbers.size()];
        numbers.forEach((id, number) -> ids[number] = id);
        items = List.of(ids);
        mostBoughtFirst =
                bestFirst(buyers.stream().mapToInt(Set::size).toArray()).toList();
    }

    List<String> popular(String user, int limit) {
        return best(user, limit, mostBoughtFirst.stream());
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
    private List<String> best(String user, int limit, Stream<Integer> bestFirst) {
        var own = bought(user);
        return bestFirst
                .filter(item -> !own.contains(item))
                .limit(limit)
                .map(items::get)
                .toList();
    }

    private Stream<Integer> bestFirst(int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -counts[item]).thenComparing(items::get));
    }
}
