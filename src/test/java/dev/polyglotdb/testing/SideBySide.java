package dev.polyglotdb.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;

/**
 * This {@link ShopTest} runs beside others of its kind on the same shop, while all other classes of that shop take
 * turns. It uses people, products and corners of the graph of its own and looks at nothing else. It asks for no check
 * and no rebuild, takes nothing away, stops no worker, and reads no meter, log or count of the whole shop.
 *
 * <p>Classes get their turns in their order, so these come one after the other. Between others each would run alone.
 */
@Order(3)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SideBySide {}
