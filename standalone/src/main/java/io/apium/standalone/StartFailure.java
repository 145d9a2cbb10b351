package io.apium.standalone;

import io.apium.standalone.embedded.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;

/** Turns the exception of a failed start into one line with the key and the value. */
final class StartFailure {

    /** The messages of Apium's own checks begin with the key. */
    private static final Pattern OWN_CHECK = Pattern.compile("(apium|management)\\.[a-z].*", Pattern.DOTALL);

    /** Names of settings whose values are not shown: a URL may hold a password. */
    private static final Pattern SECRET = Pattern.compile("url|token|password|secret|key", Pattern.CASE_INSENSITIVE);

    private static final int CAUSES_MAX = 100;

    private StartFailure() {}

    static RuntimeException explained(RuntimeException thrown) {
        List<Throwable> causes = causes(thrown);
        String reason = oneLine(causes.getLast());
        if (OWN_CHECK.matcher(reason).matches()) {
            return new UsageException(reason, thrown);
        }
        for (Throwable cause : causes.reversed()) {
            if (cause instanceof PortInUseException inUse) {
                return new StartupException(
                        "port " + inUse.getPort() + " is in use; choose another one with --port", thrown);
            }
            if (cause instanceof BindException unbound) {
                return new UsageException(unbound.getName() + rule(causes, reason) + value(unbound), thrown);
            }
        }
        return conversion(causes)
                .<RuntimeException>map(failed -> new UsageException(unnamed(failed), thrown))
                .orElseGet(() -> new StartupException(reason, thrown));
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < CAUSES_MAX; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String value(BindException unbound) {
        ConfigurationProperty property = unbound.getProperty();
        return property == null || SECRET.matcher(property.getName().toString()).find()
                ? ""
                : ", got: '" + property.getValue() + "'";
    }

    private static String rule(List<Throwable> causes, String reason) {
        return conversion(causes)
                .map(failed -> " " + ExpectedValue.of(failed.getTargetType().getType()))
                .orElse(": " + reason);
    }

    /** Spring reads some settings of its own, such as management.server.port, without naming them in an error. */
    private static String unnamed(ConversionFailedException failed) {
        return "a setting " + ExpectedValue.of(failed.getTargetType().getType()) + ", got: '" + failed.getValue() + "'";
    }

    private static Optional<ConversionFailedException> conversion(List<Throwable> causes) {
        return causes.reversed().stream()
                .filter(ConversionFailedException.class::isInstance)
                .map(ConversionFailedException.class::cast)
                .findFirst();
    }

    private static String oneLine(Throwable root) {
        String message = root.getMessage();
        return message == null
                ? root.toString()
                : message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
