package dev.polyglotdb.recommend;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The walk written down once more, without a database, as the formula says it. */
public final class PlainWalk {

    private record Purchase(long userId, String productId, long orderId, long at) {}

    /** A purchase that a buyer shares with the user, and its weight. */
    private record Path(long buyer, String seed, long at, double share) {}

    private static final Comparator<Purchase> LATEST_FIRST = comparingLong(Purchase::at)
            .thenComparingLong(Purchase::orderId)
            .thenComparing(Purchase::productId)
            .reversed();

    private final Map<Long, List<Purchase>> ofUsers;
    private final Map<String, List<Purchase>> ofProducts;
    private final RecommendProperties properties;
    private final Map<Long, Integer> productsOf;
    private final Map<String, Integer> buyersOf;

    /** What a share is divided by at each distance, since nearly all of the work is there. */
    private final double[] distances;

    PlainWalk(Collection<OrderPurchases> orders, RecommendProperties properties) {
        var purchases = orders.stream()
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
        this.ofUsers = purchases.stream().collect(groupingBy(Purchase::userId));
        this.ofProducts = purchases.stream().collect(groupingBy(Purchase::productId));
        this.productsOf = degrees(ofUsers, Purchase::productId);
        this.buyersOf = degrees(ofProducts, Purchase::userId);
        this.distances = IntStream.rangeClosed(0, properties.window() + 1)
                .mapToDouble(distance -> Math.pow(distance, properties.nearness()))
                .toArray();
    }

    /** By the application's own settings. */
    public static PlainWalk of(Collection<OrderPurchases> orders) {
        return new PlainWalk(orders, GraphCorner.patientProperties());
    }

    /** Returns what the formula recommends to a user, best first. */
    public List<String> recommended(long userId, int limit) {
        return walk(userId, limit).stream().map(Candidate::productId).toList();
    }

    List<Candidate> walk(long userId, int limit) {
        var bought = new HashSet<String>();
        ofUser(userId).forEach(purchase -> bought.add(purchase.productId));
        return walk(seeds(userId), userId, bought, properties.reasons(), limit);
    }

    /** The walk from one product instead of a user's purchases. */
    List<Candidate> related(String seed, int limit) {
        return walk(Map.of(seed, 1.0), -1, Set.of(seed), 0, limit);
    }

    private List<Candidate> walk(Map<String, Double> seeds, long userId, Set<String> excluded, int reasons, int limit) {
        var shares = new HashMap<String, Map<String, Double>>();
        var agreeing = new HashMap<String, Set<Long>>();
        for (var path : paths(seeds, userId)) {
            around(path, (target, share) -> {
                shares.computeIfAbsent(target, id -> new HashMap<>()).merge(path.seed, share, Double::sum);
                agreeing.computeIfAbsent(target, id -> new HashSet<>()).add(path.buyer);
            });
        }
        shares.keySet().removeAll(excluded);
        var scores = shares.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        target -> sum(target.getValue())
                                * Math.pow(value(agreeing, target.getKey()).size(), properties.agreement())
                                / popularity(target.getKey())));
        return NineDigits.best(scores, limit).stream()
                .map(target ->
                        new Candidate(target, value(scores, target), NineDigits.best(value(shares, target), reasons)))
                .toList();
    }

    /** The weight of each product that the walk begins with. */
    private Map<String, Double> seeds(long userId) {
        var latest = ofUser(userId).stream().limit(properties.seeds()).toList();
        var seeds = new HashMap<String, Double>();
        for (var purchase : latest) {
            var age = latest.stream().filter(other -> other.at > purchase.at).count();
            seeds.merge(purchase.productId, Math.pow(age + 1, -properties.recency()), Math::max);
        }
        return seeds;
    }

    private List<Path> paths(Map<String, Double> seeds, long userId) {
        var shared = new HashMap<Long, Map<String, Long>>();
        var closeness = new HashMap<Long, Double>();
        seeds.forEach((seed, weight) -> {
            var buyers = new LinkedHashMap<Long, Long>();
            ofProducts.getOrDefault(seed, List.of()).stream()
                    .limit(properties.coBuyers())
                    .forEach(purchase -> buyers.merge(purchase.userId, purchase.at, Math::max));
            buyers.remove(userId);
            buyers.forEach((buyer, at) -> {
                shared.computeIfAbsent(buyer, id -> new HashMap<>()).put(seed, at);
                closeness.merge(buyer, weight * closeness(seed, buyer), Double::sum);
            });
        });
        var paths = new ArrayList<Path>();
        for (var buyer : NineDigits.best(closeness, properties.neighbours())) {
            value(shared, buyer)
                    .forEach((seed, at) ->
                            paths.add(new Path(buyer, seed, at, value(closeness, buyer) * value(seeds, seed))));
        }
        paths.sort(comparingLong((Path path) -> -NineDigits.rank(path.share))
                .thenComparingLong(Path::buyer)
                .thenComparing(Path::seed));
        return paths.subList(0, Math.min(properties.paths(), paths.size()));
    }

    private double closeness(String seed, long buyer) {
        return Math.pow(value(buyersOf, seed), -properties.alpha())
                * Math.pow(value(productsOf, buyer), -properties.alpha());
    }

    /** Tells what the buyer bought shortly before and after the shared purchase, and what each adds. */
    private void around(Path path, BiConsumer<String, Double> targets) {
        var all = ofUser(path.buyer);
        var later = 0;
        while (later < all.size() && all.get(later).at > path.at) {
            later++;
        }
        var before = all.subList(later, Math.min(all.size(), later + properties.window() + 1));
        var after = new ArrayList<>(all.subList(Math.max(0, later - properties.window()), later));
        Collections.reverse(after);
        tell(before, path.at, path.share, targets);
        tell(after, path.at, path.share * properties.later(), targets);
    }

    private void tell(List<Purchase> outwards, long from, double share, BiConsumer<String, Double> targets) {
        var place = 0;
        var distance = 1;
        var instant = from;
        for (var purchase : outwards) {
            place += purchase.at == from ? 0 : 1;
            distance = purchase.at == instant ? distance : place;
            instant = purchase.at;
            targets.accept(purchase.productId, share / distances[distance]);
        }
    }

    private double popularity(String target) {
        return Math.pow(value(buyersOf, target), properties.beta());
    }

    private static double sum(Map<String, Double> shares) {
        return shares.values().stream().mapToDouble(share -> share).sum();
    }

    /** The latest first. */
    private List<Purchase> ofUser(long userId) {
        return ofUsers.getOrDefault(userId, List.of());
    }

    private static <K, V> Map<K, Integer> degrees(Map<K, List<Purchase>> edges, Function<Purchase, V> neighbour) {
        return edges.entrySet().stream().collect(toMap(Map.Entry::getKey, node ->
                (int) node.getValue().stream().map(neighbour).distinct().count()));
    }

    private static <K, V> V value(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
