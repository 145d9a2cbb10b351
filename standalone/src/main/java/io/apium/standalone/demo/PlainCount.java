package io.apium.standalone.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same question answered by one thread and nothing else. A word is a run of letters and numbers of the lower-cased
 * text. Shares no code with the tasks, or agreeing with them would show nothing.
 */
final class PlainCount {

    private PlainCount() {}

    static Map<String, Long> of(String text) {
        Map<String, Long> counts = new TreeMap<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(character -> {
            if (Character.isLetter(character) || isNumber(character)) {
                word.appendCodePoint(character);
            } else {
                end(word, counts);
            }
        });
        end(word, counts);
        return counts;
    }

    /** Unicode's N: also the 2 of m², which {@link Character#isDigit} does not count in. */
    private static boolean isNumber(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static void end(StringBuilder word, Map<String, Long> counts) {
        if (!word.isEmpty()) {
            counts.merge(word.toString(), 1L, Long::sum);
            word.setLength(0);
        }
    }
}
