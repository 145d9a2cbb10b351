package io.apium.system;

import io.apium.process.TestProcess;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line that a service logs when it has started. */
final class StartLine {

    private StartLine() {}

    /** @param key {@code address} of the HTTP API, or {@code management} */
    static URI address(TestProcess process, String key) throws InterruptedException {
        String line = process.awaitLine(" started: version=");
        Matcher address = Pattern.compile("\\b" + key + "=(http://\\S+)").matcher(line);
        if (!address.find()) {
            throw new AssertionError("no " + key + " in: " + line);
        }
        return URI.create(address.group(1));
    }
}
