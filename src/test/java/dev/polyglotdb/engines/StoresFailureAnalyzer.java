package dev.polyglotdb.engines;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints that sentence instead of a stack trace if an application can't start because its stores are missing. */
final class StoresFailureAnalyzer extends AbstractFailureAnalyzer<StoresException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, StoresException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
