package io.apium.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with alert rules. */
final class Alerts {

    private static final String GUIDE = "docs/operations.md#";
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    private Alerts() {}

    static List<Map<String, Object>> of(Map<String, Object> rules) {
        return Deploy.list(rules, "groups").stream()
                .flatMap(group -> Deploy.list(group, "rules").stream())
                .toList();
    }

    /** The anchors of a page in Markdown. */
    static Set<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    static List<String> complaints(Map<String, Object> alert, Set<String> anchors) {
        List<String> complaints = new ArrayList<>();
        String name = String.valueOf(alert.get("alert"));
        Map<String, Object> says = Deploy.map(alert, "annotations");
        for (String wanted : List.of("summary", "description", "runbook")) {
            if (!says.containsKey(wanted)) {
                complaints.add(name + " has no " + wanted);
            }
        }
        if (!Set.of("critical", "warning").contains(Deploy.map(alert, "labels").getOrDefault("severity", ""))) {
            complaints.add(name + " is neither critical nor a warning");
        }
        if (!says.getOrDefault("runbook", "").equals(GUIDE + name.toLowerCase(Locale.ROOT))) {
            complaints.add(name + " refers to no heading of its own");
        }
        if (!anchors.contains(name.toLowerCase(Locale.ROOT))) {
            complaints.add(name + " has no heading in the guide");
        }
        return complaints;
    }

    /** Alerts that are not both seen firing and seen silent. */
    static List<String> untested(List<Map<String, Object>> alerts, Map<String, Object> tests) {
        Set<String> names = Deploy.list(tests, "tests").stream()
                .map(test -> String.valueOf(test.get("name")))
                .collect(Collectors.toSet());
        return alerts.stream()
                .map(alert -> String.valueOf(alert.get("alert")))
                .filter(name -> !names.containsAll(Set.of(name + " fires", name + " is silent")))
                .toList();
    }
}
