package dev.polyglotdb.console;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a browser, the same to all tests of a run. They are skipped where no Chromium is installed. */
final class WithBrowser implements BeforeAllCallback, ParameterResolver {

    /** What classes of both shops take turns with. */
    static final String THE_BROWSER = "browser";

    /** The {@code @Order} of those in the first shop. In the second they come late, so neither waits for the other. */
    static final int EARLY = 4;

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
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(WithBrowser.class))
                .computeIfAbsent(Browser.class, type -> new Browser(), Browser.class);
    }
}
