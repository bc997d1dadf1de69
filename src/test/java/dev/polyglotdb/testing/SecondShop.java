package dev.polyglotdb.testing;

import dev.polyglotdb.engines.SharedStores;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.springframework.test.context.TestPropertySource;

/**
 * This {@link ShopTest} uses the second shop: another application on stores of its own. The classes of one shop take
 * turns, the two shops work at the same time. Here belongs what takes stores away or looks at the response time, so
 * that all others are undisturbed, and what checks or rebuilds all orders, which are few here. They begin early, so
 * that both shops are busy until the end. The few that take a store from the first shop have it to themselves.
 */
@Order(2)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            SharedStores.SECOND + "=true",
            "polyglot.stores.response-time=2s",
            // A busy machine needs longer for a burst than a share of two seconds.
            "polyglot.admission.patience=3s",
            // Longer than a response takes, and no longer, because tests wait for the end of both.
            "polyglot.products.cache.block=3s",
            "polyglot.recommend.related.refresh=2s"
        })
public @interface SecondShop {}
