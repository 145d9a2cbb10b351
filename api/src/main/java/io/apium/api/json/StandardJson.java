package io.apium.api.json;

import io.apium.task.JsonText;

/**
 * Converts stored JSON to RFC 8259. Python and handlers write NaN and the infinities like numbers, which no browser
 * reads: in a response they are strings. All other text is unchanged.
 */
public final class StandardJson {

    private StandardJson() {}

    public static String of(JsonText payload) {
        String json = payload.json();
        return json.contains("NaN") || json.contains("Infinity") ? quoted(json) : json;
    }

    private static String quoted(String json) {
        StringBuilder quoted = new StringBuilder(json.length() + 16);
        for (int at = 0; at < json.length(); ) {
            int end = json.charAt(at) == '"' ? endOfString(json, at) : at + lengthOfWord(json, at);
            boolean isWord = json.charAt(at) != '"' && end > at;
            end = Math.max(end, at + 1);
            String part = json.substring(at, end);
            quoted.append(isWord ? '"' + part + '"' : part);
            at = end;
        }
        return quoted.toString();
    }

    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length());
    }

    /**
     * The length of the word, such as NaN, that is written in place of a number and begins at {@code at}; 0 if none
     * does.
     */
    private static int lengthOfWord(String json, int at) {
        for (String word : new String[] {"NaN", "Infinity", "-Infinity", "+Infinity", "-INF", "+INF", "INF"}) {
            if (json.startsWith(word, at)) {
                return word.length();
            }
        }
        return 0;
    }
}
