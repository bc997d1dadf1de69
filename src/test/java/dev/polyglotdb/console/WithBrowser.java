package dev.polyglotdb.console;

import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a browser, the same to all tests of a shop; each class that runs beside others has one of its own. They
 * are skipped where no Chromium is installed.
 *
 * <p>Nobody waits for another's: a class that waits for a second lock holds the first meanwhile, and JUnit then prefers
 * all classes that need one lock only. So the classes with a browser ran last, one after the other.
 */
final class WithBrowser implements BeforeAllCallback, ParameterResolver {

    /** Skips the class, which JUnit would take for a failure if it were done for a parameter. */
    @Override
    public void beforeAll(ExtensionContext context) {
        browser(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static Browser browser(ExtensionContext context) {
        var test = context.getRequiredTestClass();
        var owner = test.isAnnotationPresent(SideBySide.class) ? context : context.getRoot();
        return owner.getStore(ExtensionContext.Namespace.create(WithBrowser.class))
                .computeIfAbsent(shop(test), shop -> new Browser(), Browser.class);
    }

    private static String shop(Class<?> test) {
        return test.isAnnotationPresent(SecondShop.class) ? TakingTurns.SECOND_SHOP : TakingTurns.FIRST_SHOP;
    }
}
