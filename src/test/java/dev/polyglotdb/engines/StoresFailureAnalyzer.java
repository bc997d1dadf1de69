package dev.polyglotdb.engines;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one sentence instead of a stack trace when an application can't start for want of its stores. */
final class StoresFailureAnalyzer extends AbstractFailureAnalyzer<StoresException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, StoresException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
