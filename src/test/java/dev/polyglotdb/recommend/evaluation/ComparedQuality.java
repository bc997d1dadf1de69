package dev.polyglotdb.recommend.evaluation;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PlainWalk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How well each ranking, in memory, foretells the purchases of one set of users. */
record ComparedQuality(Quality popular, Quality together, Quality rp3beta, Quality recommended) {

    private static final Logger log = LoggerFactory.getLogger(ComparedQuality.class);

    /** A set takes up to two seconds. */
    private static final Map<Sample, ComparedQuality> KNOWN = new ConcurrentHashMap<>();

    private record Sample(Kind kind, long seed) {}

    static ComparedQuality of(Kind kind, long seed) {
        return KNOWN.computeIfAbsent(new Sample(kind, seed), sample -> compare(kind, seed));
    }

    private static ComparedQuality compare(Kind kind, long seed) {
        var split = LeaveLastOut.of(kind.generate(seed));
        var baselines = new Baselines(split.known());
        var before = new Rp3beta(split.known());
        var formula = PlainWalk.of(orders(split.known()));

        var compared = new ComparedQuality(
                quality(split, user -> baselines.popular(user, Quality.LENGTH)),
                quality(split, user -> baselines.boughtTogether(user, Quality.LENGTH)),
                quality(split, user -> before.recommended(user, Quality.LENGTH)),
                quality(split, user -> formula.recommended(number(user), Quality.LENGTH)));
        log.info("{}, seed {}: {}", kind, seed, compared);
        return compared;
    }

    static Quality quality(LeaveLastOut split, Function<String, List<String>> ranking) {
        return Quality.of(split, split.targets(), ranking);
    }

    static List<OrderPurchases> orders(List<Purchase> purchases) {
        return IntStream.range(0, purchases.size())
                .mapToObj(id -> {
                    var purchase = purchases.get(id);
                    return new OrderPurchases(
                            id,
                            0,
                            number(purchase.user()),
                            Instant.ofEpochMilli((long) purchase.time()),
                            Set.of(purchase.item()),
                            true);
                })
                .toList();
    }

    /** Of user {@code u7}. */
    static long number(String user) {
        return Long.parseLong(user.substring(1));
    }
}
