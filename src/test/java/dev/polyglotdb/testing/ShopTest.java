package dev.polyglotdb.testing;

import dev.polyglotdb.engines.StoresConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test against the whole application with real engines. All such tests share one application and one set of stores,
 * or those of the {@link SecondShop}. So each creates its own users and products and must not assume that it runs
 * alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // All tests share one address. They log in as many customers, and some fail to log in on purpose. Some stop
        // sending and wait for the consequences. So the limits are higher here.
        properties = {
            "server.tomcat.connection-timeout=12s",
            // Hashing passwords at full strength took half of the time of the tests.
            "polyglot.auth.password.strength=5",
            // Tests wait for what becomes of an export without MongoDB.
            "polyglot.products.export.patience=4s",
            ShopTest.PATIENT_STORES,
            "polyglot.products.cache.block=9s",
            // Longer than any request takes on a busy machine. Tests that need no such time say so.
            "polyglot.privacy.settle=40s",
            "polyglot.auth.throttle.address-failures=1000000",
            "polyglot.auth.throttle.address-registrations=1000000"
        })
@ResourceLock(providers = TakingTurns.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = BorrowedStores.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@Import({StoresConfiguration.class, PostgresCalls.class, Shop.class})
public @interface ShopTest {

    /**
     * Only classes that have the first shop to themselves and set their own time take a store from it. So what is late
     * there is late because the machine is busy.
     */
    String PATIENT_STORES = "polyglot.stores.response-time=8s";
}
