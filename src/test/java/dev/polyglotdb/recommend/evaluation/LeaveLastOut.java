package dev.polyglotdb.recommend.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everybody's last purchase is to be foretold from all others. Whose last purchase is of something bought before, or is
 * the only one, is not asked: a list of what is new to a user can't hold it.
 *
 * @param known all but the last purchases, the earliest first
 * @param targets what each user bought last
 */
record LeaveLastOut(List<Purchase> known, Map<String, String> targets) {

    static LeaveLastOut of(List<Purchase> purchases) {
        var sorted = new ArrayList<>(purchases);
        sorted.sort(Comparator.comparingDouble(Purchase::time));
        var last = new LinkedHashMap<String, Purchase>();
        sorted.forEach(purchase -> last.put(purchase.user(), purchase));
        var known = new ArrayList<Purchase>();
        var bought = new LinkedHashMap<String, Set<String>>();
        for (var purchase : sorted) {
            if (last.get(purchase.user()) != purchase) {
                known.add(purchase);
                bought.computeIfAbsent(purchase.user(), user -> new HashSet<>()).add(purchase.item());
            }
        }
        var targets = new LinkedHashMap<String, String>();
        last.forEach((user, purchase) -> {
            var before = bought.getOrDefault(user, Set.of());
            if (!before.isEmpty() && !before.contains(purchase.item())) {
                targets.put(user, purchase.item());
            }
        });
        return new LeaveLastOut(known, targets);
    }
}
