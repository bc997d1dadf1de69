package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.testing.PostgresCalls;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has just bought something is not recommended it, though the graph does not have the order yet. */
@ShopTest
class PendingPurchaseTests extends RecommendFixture {

    private final JdbcClient jdbc;

    PendingPurchaseTests(ApplicationContext context) {
        super(context);
        jdbc = context.getBean(JdbcClient.class);
    }

    /** Its outbox entry for the graph waits for an hour. */
    private void pending(long user, String status, String name) {
        jdbc.sql("""
                        insert into users (id, email, name, password_hash, created_at) overriding system value
                        values (:user, :email, 'Pending', '-', now()) on conflict do nothing""")
                .param("user", graph.user(user))
                .param("email", graph.user(user) + "@example.com")
                .update();
        jdbc.sql("""
                        with placed as (
                            insert into orders (id, user_id, status, total, currency, created_at, version)
                            select -nextval('orders_seq'), :user, :status, 1, 'EUR', now(), 0 returning id),
                        held as (
                            insert into order_items (order_id, position, product_id, name, quantity, unit_price)
                            select id, 0, :product, 'Pending', 1, 1 from placed)
                        insert into outbox (order_id, sink, due_at)
                        select id, 'recommendations', now() + interval '1 hour' from placed""")
                .param("user", graph.user(user))
                .param("status", status)
                .param("product", graph.product(name))
                .update();
    }

    @AfterEach
    void nothingIsPending() {
        for (var statement : List.of(
                "delete from outbox where order_id in (select id from orders where user_id between :first and :last)",
                "delete from order_items where order_id in"
                        + " (select id from orders where user_id between :first and :last)",
                "delete from orders where user_id between :first and :last",
                "delete from users where id between :first and :last")) {
            jdbc.sql(statement)
                    .param("first", graph.user(1))
                    .param("last", graph.user(99))
                    .update();
        }
    }

    @Test
    void aPersonalListLeavesItOut() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove", "lamp")));
        purchaseRepository.apply(List.of(graph.placed(3, 3, "mug")));
        makePopular("stove", "mug");
        assertThat(names(recommendations.recommend(graph.user(1), 3))).containsExactly("lamp", "stove", "mug");

        pending(1, "PAID", "stove");
        pending(1, "CANCELLED", "lamp");

        var answer = recommendations.recommend(graph.user(1), 2);
        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(names(answer)).containsExactly("lamp", "mug");
    }

    @Test
    void aPopularListLeavesItOut() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "lamp", "mug")));
        makePopular("lamp", "tent", "mug");
        pending(99, "PAID", "tent");

        var answer = recommendations.recommend(graph.user(99), 2);

        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(names(answer)).containsExactly("lamp", "mug");
    }

    @Test
    void onlyAListThatIsFilledUpAsksPostgresqlTwice() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove", "lamp")));
        makePopular("tent");

        assertThat(statements(1, 2)).isEqualTo(1);
        assertThat(statements(1, 3)).isEqualTo(2);
        assertThat(statements(99, 1)).isEqualTo(1);
    }

    private int statements(long user, int limit) {
        return PostgresCalls.during(() -> recommendations.recommend(graph.user(user), limit))
                .statements();
    }
}
