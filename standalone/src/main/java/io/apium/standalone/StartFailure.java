package io.apium.standalone;

import io.apium.standalone.embedded.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/** Finds the one line that matters in what Spring throws when an application does not come up. */
final class StartFailure {

    /** What the messages of Apium's own checks begin with: the key that is wrong. */
    private static final String OUR_KEYS = "apium.";

    /** Names of settings whose values are not shown: a URL may hold a password. */
    private static final Pattern SECRET = Pattern.compile("url|token|password|secret|key", Pattern.CASE_INSENSITIVE);

    private static final int CAUSES_MAX = 100;

    private StartFailure() {}

    static RuntimeException explained(RuntimeException thrown) {
        List<Throwable> causes = causes(thrown);
        String reason = oneLine(causes.getLast());
        if (reason.startsWith(OUR_KEYS)) {
            return new UsageException(reason, thrown);
        }
        for (Throwable cause : causes.reversed()) {
            if (cause instanceof PortInUseException inUse) {
                return new StartupException(
                        "port " + inUse.getPort() + " is in use; choose another with --port", thrown);
            }
            if (cause instanceof BindException unbound) {
                return new UsageException(unbound.getName() + ": " + value(unbound) + reason, thrown);
            }
        }
        return new StartupException(reason, thrown);
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
                : "'" + property.getValue() + "' will not do: ";
    }

    private static String oneLine(Throwable root) {
        String message = root.getMessage();
        return message == null
                ? root.toString()
                : message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
