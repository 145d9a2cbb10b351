package io.apium.gpu.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token of an expression. */
record ExpressionToken(Kind kind, String text, int column) {

    private static final Pattern WORD = Pattern.compile("\\s*+(?:"
            + "(?<number>0[xX][0-9a-fA-F]++|(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*+)"
            + "|(?<sign><<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>?:(),]))");

    /** The kinds of token. */
    enum Kind {
        NUMBER,
        NAME,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** The token as it is shown in error messages. */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }

    /** The tokens of a text, followed by one for its end. */
    static List<ExpressionToken> all(String text) throws InvalidExpressionException {
        List<ExpressionToken> tokens = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = text.stripTrailing().length();
        int at = 0;
        while (at < end) {
            if (!word.region(at, end).lookingAt()) {
                throw strange(text, at);
            }
            tokens.add(token(word));
            at = word.end();
        }
        tokens.add(new ExpressionToken(Kind.END, "", end + 1));
        return tokens;
    }

    private static ExpressionToken token(Matcher word) {
        for (Kind kind : List.of(Kind.NUMBER, Kind.NAME, Kind.SIGN)) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            if (word.group(group) != null) {
                return new ExpressionToken(kind, word.group(group), word.start(group) + 1);
            }
        }
        throw new IllegalStateException("a token must match one kind");
    }

    private static InvalidExpressionException strange(String text, int from) {
        int at = from;
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String character = Character.toString(text.codePointAt(at));
        return new InvalidExpressionException(at + 1, "'" + character + "' is not allowed in an expression");
    }
}
