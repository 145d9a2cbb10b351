package io.apium.worker.boot;

import io.apium.worker.handler.MisconfiguredException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Spring Boot prints what is wrong instead of a stack trace. */
final class MisconfiguredAnalyzer extends AbstractFailureAnalyzer<MisconfiguredException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MisconfiguredException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
