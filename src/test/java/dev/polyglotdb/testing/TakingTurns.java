package dev.polyglotdb.testing;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Lets the test classes that use the same shop run one after the other, but for those {@link SideBySide}. */
public final class TakingTurns implements ResourceLocksProvider {

    /** The shop that is used unless a class asks for the {@link SecondShop}. */
    public static final String FIRST_SHOP = "first shop";

    public static final String SECOND_SHOP = "second shop";

    /**
     * For classes {@link SideBySide} that pay by card, to be shared by those that do no more. Invariants take it for
     * themselves: they sweep the payments of the whole shop, also those of requests under way.
     */
    public static final String PAYMENTS = "payments";

    /** The {@code @Order} of classes that leave much behind in their shop, such as the demo's data. */
    public static final int LAST = Integer.MAX_VALUE;

    @Override
    public Set<Lock> provideForClass(Class<?> test) {
        var shop = test.isAnnotationPresent(SecondShop.class) ? SECOND_SHOP : FIRST_SHOP;
        var access =
                test.isAnnotationPresent(SideBySide.class) ? ResourceAccessMode.READ : ResourceAccessMode.READ_WRITE;
        return Set.of(new Lock(shop, access));
    }
}
