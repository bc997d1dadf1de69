package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.testing.ShopTest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.ApplicationContext;

/** Neo4j goes after the walk, before the list is filled up. */
@ShopTest
class InterruptedListTests extends RecommendFixture {

    private final Relayed relayed;
    private final PopularProducts mostBought;
    private final RecommendService interrupted;

    InterruptedListTests(ApplicationContext context) {
        super(context);
        var properties = GraphCorner.patientProperties();
        var offers = context.getBean(AvailableCandidates.class);
        relayed = new Relayed(
                context.getBean(Neo4jConnectionDetails.class),
                context.getBean("storeCallAdvisor", Advisor.class),
                properties);
        mostBought = new PopularProducts(
                relayed.purchaseRepository(),
                offers,
                context.getBean("applicationTaskExecutor", Executor.class),
                properties);
        interrupted = new RecommendService(
                relayed.purchaseRepository(),
                mostBought,
                offers,
                new CutAfterTheWalk(context.getBean(PurchaseHistory.class), relayed));
    }

    /** PostgreSQL is asked for the first time when the walk has ended. */
    private record CutAfterTheWalk(PurchaseHistory postgres, Relayed way) implements PurchaseHistory {

        @Override
        public Set<String> bought(long userId, Collection<String> productIds) {
            return postgres.bought(userId, productIds);
        }

        @Override
        public Set<String> boughtLately(long userId, Collection<String> productIds) {
            way.relay().close();
            return postgres.boughtLately(userId, productIds);
        }
    }

    @AfterEach
    void closeTheWay() {
        relayed.close();
    }

    @Test
    void whatTheWalkFoundIsKeptAndSaidToBeLessThanItShouldBe() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove")));
        LastKnown.await(mostBought);
        // Not before Neo4j has a plan, which on a cold server takes longer than anyone waits.
        await().ignoreExceptionsInstanceOf(StoreException.class)
                .until(() ->
                        !relayed.purchaseRepository().walk(graph.user(1), 3).isEmpty());

        var answer = interrupted.recommend(graph.user(1), 3);

        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("stove");
        assertThat(answer.truncated()).isTrue();
    }
}
