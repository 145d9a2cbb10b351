package io.apium.architecture;

import java.util.ArrayList;
import java.util.List;

/** Finds the string literals of a call in Java source. */
final class Literals {

    private static final String BLOCK = "\"\"\"";

    private Literals() {}

    /** The literals from {@code start}, which is behind an opening parenthesis, to the parenthesis that closes it. */
    static List<String> upToClosing(String java, int start) {
        List<String> literals = new ArrayList<>();
        int depth = 1;
        for (int i = start; i < java.length() && depth > 0; i++) {
            switch (java.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\'' -> i = end(java, i, "'");
                case '"' -> {
                    String quote = java.startsWith(BLOCK, i) ? BLOCK : "\"";
                    int end = end(java, i, quote);
                    literals.add(java.substring(i + quote.length(), end));
                    i = end + quote.length() - 1;
                }
                default -> {}
            }
        }
        return literals;
    }

    /** The index of the quote that ends the literal which begins at {@code start}. */
    private static int end(String java, int start, String quote) {
        int i = start + quote.length();
        while (!java.startsWith(quote, i)) {
            i += java.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
