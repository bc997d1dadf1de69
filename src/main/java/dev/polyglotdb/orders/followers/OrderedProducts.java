package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.recommend.PurchaseHistory;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@UsesStore(Store.POSTGRES)
class OrderedProducts implements PurchaseHistory {

    static final String BOUGHT = """
            select product_id from order_items
            where order_id in (
                select id from orders where user_id = :userId and status not in ('CANCELLED', 'PAYMENT_FAILED'))
              and product_id = any(:productIds)""";

    static final String BOUGHT_LATELY = """
            select product_id from order_items
            where order_id in (
                select id from (
                    select id, status from orders where user_id = :userId
                    order by created_at desc, id desc limit :latest) latest
                where status not in ('CANCELLED', 'PAYMENT_FAILED'))
              and product_id = any(:productIds)""";

    /**
     * The number of orders that count as the latest: more than a user can place while the followers are behind, and
     * read in less than a millisecond.
     */
    private static final int LATEST = 200;

    private final JdbcClient jdbc;

    OrderedProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> bought(long userId, Collection<String> productIds) {
        return jdbc.sql(BOUGHT)
                .param("userId", userId)
                .param("productIds", productIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    @Override
    public Set<String> boughtLately(long userId, Collection<String> productIds) {
        return jdbc.sql(BOUGHT_LATELY)
                .param("userId", userId)
                .param("latest", LATEST)
                .param("productIds", productIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }
}
