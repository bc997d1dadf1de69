package dev.polyglotdb.recommend;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The ranking written down once more, without a database, as the formula says it. */
public final class PlainRp3beta {

    private static final Comparator<Purchase> LATEST_FIRST = comparing(Purchase::at)
            .thenComparing(Purchase::orderId)
            .thenComparing(Purchase::productId)
            .reversed();

    private final Map<Long, List<Purchase>> ofUsers;
    private final Map<String, List<Purchase>> ofProducts;
    private final RecommendProperties properties;
    private final Map<Long, Integer> productsOf;
    private final Map<String, Integer> buyersOf;

    PlainRp3beta(Collection<OrderPurchases> orders, RecommendProperties properties) {
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
    }

    /** By the application's own settings. */
    public static PlainRp3beta of(Collection<OrderPurchases> orders) {
        return new PlainRp3beta(orders, PurchaseGraph.patientProperties());
    }

    /** Returns what the formula recommends to a user, best first. */
    public List<String> recommended(long userId, int limit) {
        return walk(userId, limit).stream().map(Candidate::productId).toList();
    }

    private record Purchase(long userId, String productId, long orderId, long at) {}

    private static <K, V> Map<K, Integer> degrees(Map<K, List<Purchase>> edges, Function<Purchase, V> neighbour) {
        return edges.entrySet().stream().collect(toMap(Map.Entry::getKey, node ->
                (int) node.getValue().stream().map(neighbour).distinct().count()));
    }

    /** The latest first. */
    private List<Purchase> ofUser(long userId) {
        return ofUsers.getOrDefault(userId, List.of());
    }

    private List<Purchase> ofProduct(String productId) {
        return ofProducts.getOrDefault(productId, List.of());
    }

    List<Candidate> walk(long userId, int limit) {
        var shares = new HashMap<String, Map<String, Double>>();
        seeds(userId).forEach((seed, decay) -> {
            var asked = (int) Math.ceil(properties.coBuyers() * decay);
            var arrivals = new LinkedHashMap<Long, Long>();
            ofProduct(seed).stream().limit(asked).forEach(p -> arrivals.putIfAbsent(p.userId, p.at));
            arrivals.forEach((other, at) -> {
                if (other != userId) {
                    var share = decay * share(seed, other);
                    for (var target : around(other, at)) {
                        shares.computeIfAbsent(target, t -> new HashMap<>())
                                .merge(seed, share * discount(target), Double::sum);
                    }
                }
            });
        });
        ofUser(userId).forEach(p -> shares.remove(p.productId));
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
        var products = ofUser(user).stream()
                .filter(p -> p.at <= at)
                .limit(properties.purchases() - properties.purchases() / 4)
                .map(Purchase::productId)
                .collect(toSet());
        var later = ofUser(user).stream().filter(p -> p.at > at).toList();
        later.subList(Math.max(0, later.size() - properties.purchases() / 4), later.size())
                .forEach(p -> products.add(p.productId));
        return products;
    }

    /** The walk from one product instead of a user's purchases. */
    List<Candidate> related(String seed, int limit) {
        var scores = new HashMap<String, Double>();
        for (var buyer : latest(ofProduct(seed), properties.related().buyers(), Purchase::userId)) {
            var share = share(seed, buyer);
            for (var target : latest(ofUser(buyer), properties.purchases(), Purchase::productId)) {
                if (!target.equals(seed)) {
                    scores.merge(target, share * discount(target), Double::sum);
                }
            }
        }
        return best(scores, limit).stream()
                .map(target -> new Candidate(target, value(scores, target), List.of()))
                .toList();
    }

    /** Of what goes from a product by way of one buyer. */
    private double share(String seed, long buyer) {
        return 1
                / Math.pow(value(buyersOf, seed), properties.alpha())
                / Math.pow(value(productsOf, buyer), properties.alpha());
    }

    private double discount(String target) {
        return 1 / Math.pow(value(buyersOf, target), properties.beta());
    }

    /** The weight of each product that the walk begins with. */
    private Map<String, Double> seeds(long userId) {
        var latest = ofUser(userId).stream().limit(properties.seeds()).toList();
        var seeds = new HashMap<String, Double>();
        for (var purchase : latest) {
            var after = latest.stream()
                    .filter(p -> p.at > purchase.at || p.at == purchase.at && p.orderId > purchase.orderId)
                    .count();
            seeds.merge(purchase.productId, Math.exp(-after / properties.decayLength()), Math::max);
        }
        return seeds;
    }

    private static <T> Set<T> latest(List<Purchase> purchases, int limit, Function<Purchase, T> what) {
        return purchases.stream().limit(limit).map(what).collect(toCollection(LinkedHashSet::new));
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
