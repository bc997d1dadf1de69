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

/**
 * A test against the whole application over the real engines. All of them share one application and one set of stores, or those of
 * the {@link SecondShop}, so each makes its own users and products and never counts on being alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // All tests come from one address; they have many customers, and some of them fail to log in on purpose. Some
        // fall silent, and wait for what becomes of that.
        properties = {
            "server.tomcat.connection-timeout=12s",
            // Of all that tests cost, hashing passwords in earnest was the half.
            "polyglot.auth.password.strength=5",
            "polyglot.auth.throttle.address-failures=1000000",
            "polyglot.auth.throttle.address-registrations=1000000"
        })
@ResourceLock(providers = TakingTurns.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Import({StoresConfiguration.class, Shop.class})
public @interface ShopTest {}
