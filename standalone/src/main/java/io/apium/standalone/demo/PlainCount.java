package io.apium.standalone.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the words on one thread. A word is a run of letters and numbers of the lower-cased text. It shares no code
 * with the tasks, otherwise equal counts would prove nothing.
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

    /** Unicode category N: unlike {@link Character#isDigit}, this includes the 2 of m². */
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
