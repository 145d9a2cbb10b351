package io.apium.adapter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains an invalid setting of Apium. Spring Boot's own analyzer, which comes later, would print the value of the
 * last property that was read, which may be a URL with its password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern OURS = Pattern.compile("(apium|management\\.server)\\b.*", Pattern.DOTALL);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!OURS.matcher(cause.getName().toString()).matches()) {
            return null;
        }
        String reason = String.valueOf(innermost(cause).getMessage());
        String named = OURS.matcher(reason).matches() ? reason : cause.getName() + ": " + reason;
        return new FailureAnalysis(named, "Correct the setting and start again.", cause);
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
