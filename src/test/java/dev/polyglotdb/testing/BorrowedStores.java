package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.SharedStores;
import java.util.List;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Lets a test class fail that ends without a store which it took away, and gives the store back: hundreds of tests
 * after it would each wait for it. Each class begins when its shop, if it runs already, reaches all its stores.
 */
public final class BorrowedStores extends AbstractTestExecutionListener {

    @Override
    public void beforeTestClass(TestContext test) {
        // What came too late for the class before, or what that could not give back.
        giveBack(test);
        if (test.hasApplicationContext()) {
            test.getApplicationContext().getBeanProvider(Shop.class).ifAvailable(Shop::awaitStores);
        }
    }

    @Override
    public void afterTestClass(TestContext test) {
        assertThat(giveBack(test)).as("stores that it left").isEmpty();
    }

    private static List<String> giveBack(TestContext test) {
        var left = SharedStores.giveBack(test.getTestClass().isAnnotationPresent(SecondShop.class));
        if (!left.isEmpty()) {
            System.out.printf("stores: LEFT AWAY, noticed by %s: %s%n", test.getTestClass(), left);
        }
        return left;
    }
}
