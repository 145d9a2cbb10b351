package io.apium.gpu.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the tree of a text, by descent: each kind of operator, from the loosest on, is a level. */
final class Parser {

    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<", "<=", ">", ">="),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));
    private static final Map<String, Operation> UNARY =
            Map.of("-", Operation.NEGATE, "!", Operation.NOT, "~", Operation.BIT_NOT);

    private final List<Token> tokens;
    private final Grammar grammar;
    private int next;
    private int nesting;

    Parser(String text, Grammar grammar) throws InvalidExpressionException {
        this.tokens = Token.all(text);
        this.grammar = grammar;
    }

    Node parse() throws InvalidExpressionException {
        Node root = grammar.number(choice());
        if (peek().kind() != Token.Kind.END) {
            throw expected("an operator or the end");
        }
        return root;
    }

    private Node choice() throws InvalidExpressionException {
        nest();
        Node condition = level(0);
        if (peek().is("?")) {
            Token mark = take();
            Node yes = choice();
            expect(":");
            condition = grammar.apply(mark, Operation.CHOOSE, List.of(condition, yes, choice()));
        }
        nesting--;
        return condition;
    }

    private Node level(int level) throws InvalidExpressionException {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = level(level + 1);
        while (peek().kind() == Token.Kind.SIGN && LEVELS.get(level).contains(peek().text())) {
            Token sign = take();
            left = grammar.binary(sign, left, level(level + 1));
        }
        return left;
    }

    private Node unary() throws InvalidExpressionException {
        Token sign = peek();
        if (sign.is("+")) {
            take();
            return nested();
        }
        Operation operation = sign.kind() == Token.Kind.SIGN ? UNARY.get(sign.text()) : null;
        if (operation == null) {
            return primary();
        }
        take();
        if (operation == Operation.NEGATE && peek().kind() == Token.Kind.NUMBER && grammar.signedInteger()) {
            return grammar.literal(take(), true);
        }
        return grammar.apply(sign, operation, List.of(nested()));
    }

    private Node nested() throws InvalidExpressionException {
        nest();
        Node node = unary();
        nesting--;
        return node;
    }

    private Node primary() throws InvalidExpressionException {
        Token token = peek();
        if (token.kind() == Token.Kind.NUMBER) {
            return grammar.literal(take(), false);
        }
        if (token.kind() == Token.Kind.NAME) {
            take();
            return peek().is("(") ? grammar.call(token, operands()) : grammar.named(token);
        }
        if (!token.is("(")) {
            throw expected("a number, a name or '('");
        }
        take();
        Node inner = choice();
        expect(")");
        return inner;
    }

    private List<Node> operands() throws InvalidExpressionException {
        List<Node> operands = new ArrayList<>();
        expect("(");
        if (!peek().is(")")) {
            operands.add(choice());
            while (peek().is(",")) {
                take();
                operands.add(choice());
            }
        }
        expect(")");
        return operands;
    }

    private void nest() throws InvalidExpressionException {
        if (++nesting > Grammar.DEPTH_MAX) {
            throw new InvalidExpressionException(
                    peek().column(),
                    "an expression is up to " + Grammar.DEPTH_MAX + " deep; this is where it is deeper");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private void expect(String sign) throws InvalidExpressionException {
        if (!peek().is(sign)) {
            throw expected(sign.equals(")") ? "an operator or ')'" : "'" + sign + "'");
        }
        take();
    }

    private InvalidExpressionException expected(String what) {
        return new InvalidExpressionException(peek().column(), "expected " + what + ", got " + peek().shown());
    }
}
