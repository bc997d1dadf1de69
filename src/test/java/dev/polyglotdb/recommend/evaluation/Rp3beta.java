package dev.polyglotdb.recommend.evaluation;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The walk that recommended before, in memory: RP3beta (Paudel et al. 2016) over a bounded number of edges, from the
 * latest purchases to the latest buyers of each, and to what these bought around that time. Each user buys a product
 * once here, and each purchase is an order of its own. Its statement is {@code rp3beta.cypher}.
 */
final class Rp3beta {

    private static final int SEEDS = 20;
    private static final int CO_BUYERS = 150;
    private static final double DECAY_LENGTH = 3;
    private static final int BEFORE = 15;
    private static final int AFTER = 5;
    private static final double BETA = 0.6;

    private record Ranked(String item, long rank) {}

    /** The latest first. */
    private final Map<String, List<Purchase>> ofUsers;

    private final Map<String, List<Purchase>> ofItems;

    /** @param known the earliest first; of two at one time, the later order comes later */
    Rp3beta(List<Purchase> known) {
        var latestFirst = new ArrayList<>(known);
        latestFirst.sort(Comparator.comparingDouble(Purchase::time));
        Collections.reverse(latestFirst);
        ofUsers = latestFirst.stream().collect(groupingBy(Purchase::user));
        ofItems = latestFirst.stream().collect(groupingBy(Purchase::item));
    }

    List<String> recommended(String user, int limit) {
        var own = all(ofUsers, user);
        var scores = new HashMap<String, Double>();
        for (var age = 0; age < Math.min(SEEDS, own.size()); age++) {
            var buyers = all(ofItems, own.get(age).item());
            var decay = Math.exp(-age / DECAY_LENGTH);
            var followed = Math.min(buyers.size(), (int) Math.ceil(CO_BUYERS * decay));
            for (var purchase : buyers.subList(0, followed)) {
                if (!purchase.user().equals(user)) {
                    walk(purchase, decay / buyers.size(), scores);
                }
            }
        }
        own.forEach(purchase -> scores.remove(purchase.item()));
        scores.replaceAll((item, score) -> score / Math.pow(all(ofItems, item).size(), BETA));
        return scores.entrySet().stream()
                .map(scored -> new Ranked(scored.getKey(), Math.round(Math.log(scored.getValue()) * 1e9)))
                .sorted(Comparator.comparingLong((Ranked ranked) -> -ranked.rank)
                        .thenComparing(Ranked::item))
                .limit(limit)
                .map(Ranked::item)
                .toList();
    }

    private void walk(Purchase shared, double share, Map<String, Double> scores) {
        var all = all(ofUsers, shared.user());
        var place = 0;
        while (all.get(place).time() > shared.time()) {
            place++;
        }
        all.subList(Math.max(0, place - AFTER), Math.min(all.size(), place + BEFORE))
                .forEach(purchase -> scores.merge(purchase.item(), share / all.size(), Double::sum));
    }

    private static List<Purchase> all(Map<String, List<Purchase>> purchases, String id) {
        return purchases.getOrDefault(id, List.of());
    }
}
