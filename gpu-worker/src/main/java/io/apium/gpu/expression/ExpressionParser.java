package io.apium.gpu.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A recursive descent parser: each level of operator precedence is a method level, from the loosest on. */
final class ExpressionParser {

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
    private static final Map<String, ExpressionOperation> UNARY =
            Map.of("-", ExpressionOperation.NEGATE, "!", ExpressionOperation.NOT, "~", ExpressionOperation.BIT_NOT);

    private final List<ExpressionToken> tokens;
    private final TypeChecker typeChecker;
    private int next;
    private int nesting;

    ExpressionParser(String text, TypeChecker typeChecker) throws InvalidExpressionException {
        this.tokens = ExpressionToken.all(text);
        this.typeChecker = typeChecker;
    }

    ExpressionNode parse() throws InvalidExpressionException {
        ExpressionNode root = typeChecker.number(choice());
        if (peek().kind() != ExpressionToken.Kind.END) {
            throw expected("an operator or the end");
        }
        return root;
    }

    private ExpressionNode choice() throws InvalidExpressionException {
        nest();
        ExpressionNode condition = level(0);
        if (peek().is("?")) {
            ExpressionToken mark = take();
            ExpressionNode yes = choice();
            expect(":");
            condition = typeChecker.apply(mark, ExpressionOperation.CHOOSE, List.of(condition, yes, choice()));
        }
        nesting--;
        return condition;
    }

    private ExpressionNode level(int level) throws InvalidExpressionException {
        if (level == LEVELS.size()) {
            return unary();
        }
        ExpressionNode left = level(level + 1);
        while (peek().kind() == ExpressionToken.Kind.SIGN && LEVELS.get(level).contains(peek().text())) {
            ExpressionToken sign = take();
            left = typeChecker.binary(sign, left, level(level + 1));
        }
        return left;
    }

    private ExpressionNode unary() throws InvalidExpressionException {
        ExpressionToken sign = peek();
        if (sign.is("+")) {
            take();
            return nested();
        }
        ExpressionOperation operation = sign.kind() == ExpressionToken.Kind.SIGN ? UNARY.get(sign.text()) : null;
        if (operation == null) {
            return primary();
        }
        take();
        if (operation == ExpressionOperation.NEGATE
                && peek().kind() == ExpressionToken.Kind.NUMBER
                && typeChecker.signedInteger()) {
            return typeChecker.literal(take(), true);
        }
        return typeChecker.apply(sign, operation, List.of(nested()));
    }

    private ExpressionNode nested() throws InvalidExpressionException {
        nest();
        ExpressionNode node = unary();
        nesting--;
        return node;
    }

    private ExpressionNode primary() throws InvalidExpressionException {
        ExpressionToken token = peek();
        if (token.kind() == ExpressionToken.Kind.NUMBER) {
            return typeChecker.literal(take(), false);
        }
        if (token.kind() == ExpressionToken.Kind.NAME) {
            take();
            return peek().is("(") ? typeChecker.call(token, operands()) : typeChecker.named(token);
        }
        if (!token.is("(")) {
            throw expected("a number, a name or '('");
        }
        take();
        ExpressionNode inner = choice();
        expect(")");
        return inner;
    }

    private List<ExpressionNode> operands() throws InvalidExpressionException {
        List<ExpressionNode> operands = new ArrayList<>();
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
        if (++nesting > TypeChecker.DEPTH_MAX) {
            throw new InvalidExpressionException(
                    peek().column(),
                    "an expression must be at most " + TypeChecker.DEPTH_MAX + " levels deep; this level is one more");
        }
    }

    private ExpressionToken peek() {
        return tokens.get(next);
    }

    private ExpressionToken take() {
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
