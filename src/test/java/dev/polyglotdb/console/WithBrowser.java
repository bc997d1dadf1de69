package dev.polyglotdb.console;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends the tests of a class a browser, the same to all, as an earlier class may have had it. They are skipped where no
 * Chromium is installed.
 *
 * <p>Nobody waits for another's: a class that waits for a second lock holds the first meanwhile, and JUnit then prefers
 * all classes that need one lock only. So the classes with a browser ran last, one after the other.
 */
final class WithBrowser implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(WithBrowser.class);

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

    /** The class has borrowed it before its first test, and gives it back after its last. */
    private static Browser browser(ExtensionContext context) {
        var browsers = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Browsers.class, type -> new Browsers(), Browsers.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Browsers.Loan.class, type -> browsers.lend(), Browsers.Loan.class)
                .browser();
    }
}
