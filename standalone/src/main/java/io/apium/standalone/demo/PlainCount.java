package io.apium.standalone.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same question answered by one thread and nothing else. A word is a run of letters and digits, in lower case. Shares
 * no code with the tasks, or agreeing with them would show nothing.
 */
final class PlainCount {

    private PlainCount() {}

    static Map<String, Long> of(String text) {
        Map<String, Long> counts = new TreeMap<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                word.appendCodePoint(character);
            } else {
                end(word, counts);
            }
        });
        end(word, counts);
        return counts;
    }

    private static void end(StringBuilder word, Map<String, Long> counts) {
        if (!word.isEmpty()) {
            counts.merge(word.toString().toLowerCase(Locale.ROOT), 1L, Long::sum);
            word.setLength(0);
        }
    }
}
