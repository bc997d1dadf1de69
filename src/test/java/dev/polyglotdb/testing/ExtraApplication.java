package dev.polyglotdb.testing;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;

/** A Spring application that a test starts for itself. */
public final class ExtraApplication {

    private ExtraApplication() {}

    /** The log stays as it is, whatever levels the application would set. */
    public static SpringApplicationBuilder of(Class<?> source) {
        var builder = new SpringApplicationBuilder(source);
        var application = builder.application();
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        return builder;
    }
}
