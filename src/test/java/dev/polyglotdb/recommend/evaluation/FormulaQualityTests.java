package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PlainRp3beta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How well the formula foretells purchases by the application's own settings, over several kinds of users. That the
 * application follows the formula is in {@link EvaluationTests}.
 */
@Tag("fast")
class FormulaQualityTests {

    private static final int USERS = 400;
    private static final int PRODUCTS = 500;

    /** Enough users to see a difference, and few enough to be quick. */
    private static final int SOME = 200;

    /**
     * Purchases and what must be reached with them: 99 % of what is reached. Nothing in it is random.
     *
     * @param asked for how many of the users
     * @param ratio how many times the hit rate of what was bought together
     */
    private record Data(Tastes tastes, long seed, int asked, double ratio, double hitRate, double ndcg) {}

    static Stream<Data> data() {
        return Stream.of(
                new Data(Tastes.drifting(USERS, PRODUCTS), 1, USERS, 2.06, 0.495, 0.244),
                new Data(Tastes.drifting(USERS, PRODUCTS), 2, SOME, 1.90, 0.495, 0.248),
                new Data(Tastes.drifting(USERS, PRODUCTS), 3, SOME, 1.98, 0.554, 0.292),
                new Data(Tastes.steady(USERS, PRODUCTS), 1, SOME, 0.92, 0.410, 0.205),
                new Data(Tastes.steady(USERS, PRODUCTS), 2, SOME, 0.88, 0.351, 0.185),
                new Data(Tastes.steady(USERS, PRODUCTS), 3, SOME, 0.99, 0.366, 0.173),
                new Data(Tastes.young(USERS, PRODUCTS), 1, SOME, 0.84, 0.267, 0.126),
                new Data(Tastes.young(USERS, PRODUCTS), 2, SOME, 0.77, 0.217, 0.104),
                new Data(Tastes.young(USERS, PRODUCTS), 3, SOME, 0.74, 0.242, 0.116),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 1, SOME, 0.72, 0.292, 0.161),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 2, SOME, 0.88, 0.336, 0.189),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 3, SOME, 1.06, 0.356, 0.182));
    }

    @ParameterizedTest
    @MethodSource("data")
    void whatIsRecommendedIsWhatWillBeBought(Data data) {
        var split = LeaveLastOut.of(data.tastes().generate(data.seed()));
        var baselines = new Baselines(split.known());
        var formula = PlainRp3beta.of(orders(split.known()));

        var targets = split.targets().entrySet().stream()
                .limit(data.asked())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        var popular = Quality.of(targets, user -> baselines.popular(user, Quality.LENGTH));
        var together = Quality.of(targets, user -> baselines.boughtTogether(user, Quality.LENGTH));
        var recommended = Quality.of(targets, user -> formula.recommended(number(user), Quality.LENGTH));

        assertThat(together.hitRate()).isGreaterThan(popular.hitRate());
        assertThat(recommended.hitRate()).isGreaterThan(data.ratio() * together.hitRate());
        assertThat(recommended.hitRate()).isGreaterThan(data.hitRate());
        assertThat(recommended.ndcg()).isGreaterThan(data.ndcg());
    }

    @Test
    void ofTwoProductsThatAreEquallyCloseTheOneThatEverybodyBuysComesSecond() {
        var purchases = new ArrayList<>(List.of(
                new Purchase("u1", "lamp", 1),
                new Purchase("u2", "lamp", 1),
                new Purchase("u2", "a bulb", 2),
                new Purchase("u2", "a shade", 2)));
        for (var other = 3; other < 10; other++) {
            purchases.add(new Purchase("u" + other, "a bulb", 2));
        }

        assertThat(PlainRp3beta.of(orders(purchases)).recommended(1, 2)).containsExactly("a shade", "a bulb");
    }

    private static List<OrderPurchases> orders(List<Purchase> purchases) {
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
    private static long number(String user) {
        return Long.parseLong(user.substring(1));
    }
}
