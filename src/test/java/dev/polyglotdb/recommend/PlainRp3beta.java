package dev.polyglotdb.recommend;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The ranking written down once more, without a database, as the formula says it. */
final class PlainRp3beta {

    private static final Comparator<Purchase> LATEST_FIRST = comparing(Purchase::at)
            .thenComparing(Purchase::orderId)
            .thenComparing(Purchase::productId)
            .reversed();

    private final List<Purchase> purchases;
    private final RecommendProperties properties;
    private final Map<Long, Integer> productsOf;
    private final Map<String, Integer> buyersOf;

    PlainRp3beta(Collection<OrderPurchases> orders, RecommendProperties properties) {
        this.purchases = orders.stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.productIds().stream()
                        .map(product -> new Purchase(
                                order.userId(),
                                product,
                                order.orderId(),
                                order.at().toEpochMilli())))
                .sorted(LATEST_FIRST)
                .toList();
        this.properties = properties;
        this.productsOf = degrees(Purchase::userId, Purchase::productId);
        this.buyersOf = degrees(Purchase::productId, Purchase::userId);
    }

    private record Purchase(long userId, String productId, long orderId, long at) {}

    private <K, V> Map<K, Integer> degrees(Function<Purchase, K> node, Function<Purchase, V> neighbour) {
        return purchases.stream()
                .collect(groupingBy(node, collectingAndThen(mapping(neighbour, toSet()), Collection::size)));
    }

    List<Candidate> walk(long userId, int limit) {
        var shares = new HashMap<String, Map<String, Double>>();
        seeds(userId).forEach((seed, decay) -> {
            var asked = (int) Math.ceil(properties.coBuyers() * decay);
            var arrivals = new LinkedHashMap<Long, Long>();
            purchases.stream()
                    .filter(p -> p.productId.equals(seed))
                    .limit(asked)
                    .forEach(p -> arrivals.putIfAbsent(p.userId, p.at));
            arrivals.forEach((other, at) -> {
                if (other != userId) {
                    for (var target : around(other, at)) {
                        shares.computeIfAbsent(target, t -> new HashMap<>())
                                .merge(seed, decay * step(seed, other, target), Double::sum);
                    }
                }
            });
        });
        purchases.stream().filter(p -> p.userId == userId).forEach(p -> shares.remove(p.productId));
        var scores = shares.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().values().stream()
                                .mapToDouble(share -> share)
                                .sum()));
        return best(scores, limit).stream()
                .map(target ->
                        new Candidate(target, value(scores, target), best(value(shares, target), properties.reasons())))
                .toList();
    }

    private Set<String> around(long user, long at) {
        var products = new HashSet<>(latest(
                p -> p.userId == user && p.at <= at,
                properties.purchases() - properties.purchases() / 4,
                Purchase::productId));
        var later =
                purchases.stream().filter(p -> p.userId == user && p.at > at).toList();
        later.subList(Math.max(0, later.size() - properties.purchases() / 4), later.size())
                .forEach(p -> products.add(p.productId));
        return products;
    }

    /** The walk from one product instead of a user's purchases. */
    List<Candidate> related(String seed, int limit) {
        var scores = new HashMap<String, Double>();
        for (var buyer :
                latest(p -> p.productId.equals(seed), properties.related().buyers(), Purchase::userId)) {
            for (var target : latest(p -> p.userId == buyer, properties.purchases(), Purchase::productId)) {
                if (!target.equals(seed)) {
                    scores.merge(target, step(seed, buyer, target), Double::sum);
                }
            }
        }
        return best(scores, limit).stream()
                .map(target -> new Candidate(target, value(scores, target), List.of()))
                .toList();
    }

    private double step(String seed, long buyer, String target) {
        return 1
                / Math.pow(value(buyersOf, seed), properties.alpha())
                / Math.pow(value(productsOf, buyer), properties.alpha())
                / Math.pow(value(buyersOf, target), properties.beta());
    }

    /** The weight of each product that the walk begins with. */
    private Map<String, Double> seeds(long userId) {
        var latest = purchases.stream()
                .filter(p -> p.userId == userId)
                .limit(properties.seeds())
                .toList();
        var seeds = new HashMap<String, Double>();
        for (var purchase : latest) {
            var after = latest.stream()
                    .filter(p -> p.at > purchase.at || p.at == purchase.at && p.orderId > purchase.orderId)
                    .count();
            seeds.merge(purchase.productId, Math.exp(-after / properties.decayLength()), Math::max);
        }
        return seeds;
    }

    private <T> Collection<T> latest(Predicate<Purchase> which, int limit, Function<Purchase, T> what) {
        return purchases.stream()
                .filter(which)
                .limit(limit)
                .map(what)
                .collect(LinkedHashSet::new, Collection::add, Collection::addAll);
    }

    /** Equal to nine digits counts as equal: the sequence of adding is not the same here and there. */
    private static List<String> best(Map<String, Double> scores, int limit) {
        var ids = new ArrayList<>(scores.keySet());
        ids.sort(comparing((String id) -> -Math.round(Math.log(value(scores, id)) * 1e9))
                .thenComparing(id -> id));
        return ids.subList(0, Math.min(limit, ids.size()));
    }

    private static <K, V> V value(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
