package io.apium.operations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is wrong with a dashboard, as far as can be seen without Grafana. */
final class Dashboard {

    private static final int COLUMNS = 24;

    private Dashboard() {}

    /** @param source the data source that is provided */
    static List<String> complaints(JsonNode dashboard, String source) {
        List<String> complaints = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asString("");
            if (title.isBlank() || !ids.add(panel.path("id").asInt(0))) {
                complaints.add("panel " + panel.path("id") + " has no title, or not an id of its own");
            }
            if (!isPlaced(panel.path("gridPos"), taken)) {
                complaints.add(title + " lies over another panel, or beside the page");
            }
            if (!panel.path("type").asString("").equals("row")) {
                complaints.addAll(unasked(title, panel, source));
            }
        }
        return complaints;
    }

    private static boolean isPlaced(JsonNode place, Set<String> taken) {
        int left = place.path("x").asInt(-1);
        int width = place.path("w").asInt(0);
        boolean isFree = left >= 0 && width > 0 && left + width <= COLUMNS;
        for (int x = left; x < left + width; x++) {
            for (int y = 0; y < place.path("h").asInt(0); y++) {
                isFree &= taken.add(x + "," + (place.path("y").asInt(0) + y));
            }
        }
        return isFree;
    }

    private static List<String> unasked(String title, JsonNode panel, String source) {
        List<String> complaints = new ArrayList<>();
        if (panel.path("targets").isEmpty()) {
            complaints.add(title + " asks nothing");
        }
        Set<String> references = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            String query = target.path("expr").asString("");
            if (!isBalanced(query) || !references.add(target.path("refId").asString(""))) {
                complaints.add(title + " has a query that is broken or has no name of its own: " + query);
            }
            if (!target.at("/datasource/uid").asString("").equals(source)) {
                complaints.add(title + " asks another data source than " + source);
            }
        }
        return complaints;
    }

    private static boolean isBalanced(String query) {
        return !query.isBlank()
                && count(query, '(') == count(query, ')')
                && count(query, '{') == count(query, '}')
                && count(query, '[') == count(query, ']');
    }

    private static long count(String text, char letter) {
        return text.chars().filter(each -> each == letter).count();
    }
}
