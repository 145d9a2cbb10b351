package io.apium.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Spring Boot prints what is wrong instead of a stack trace. */
final class MisconfiguredAnalyzer extends AbstractFailureAnalyzer<Misconfigured> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Misconfigured cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
