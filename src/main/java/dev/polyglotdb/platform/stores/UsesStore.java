package dev.polyglotdb.platform.stores;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods all call one store. Their time appears in {@code Server-Timing}, and a failure to reach
 * the store leaves them as {@link StoreUnavailableException}. Nested calls of the same store count once.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UsesStore {
    /** The store that the methods call. */
    Store value();

    /**
     * The setting that gives this class a server of its own. Where it is set, failures of that server are nobody
     * else's, and theirs are not its own.
     */
    String ownServer() default "";
}
