package io.apium.client;

import java.util.List;

/**
 * A pattern for task names, in which {@code *} matches any characters. Matching searches for each part once, from left
 * to right, so that its time is proportional to the length of the name for any number of stars: a client may send any
 * name.
 */
record NamePattern(String text, List<String> parts) {

    private static final String ANYTHING = "*";

    static NamePattern of(String text) {
        return new NamePattern(text, List.of(text.split("\\" + ANYTHING, -1)));
    }

    boolean matches(String name) {
        String first = parts.getFirst();
        String last = parts.getLast();
        if (parts.size() == 1) {
            return name.equals(text);
        }
        int end = name.length() - last.length();
        if (!name.startsWith(first) || !name.endsWith(last) || first.length() > end) {
            return false;
        }
        int from = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, from);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }
}
