package io.apium.gpu.expression;

import java.util.List;

/** A part of an expression, with its types settled. */
sealed interface ExpressionNode {

    /** Whether it is a truth, and not a number. */
    boolean truth();

    /** How many nodes there are on the longest way down, itself included. */
    int depth();

    /** @param value a Float, Double, Integer (for u32 with its bits) or Long, as the type computes */
    record Literal(Number value) implements ExpressionNode {
        @Override
        public boolean truth() {
            return false;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** @param index among the names that were given */
    record Input(int index, String name) implements ExpressionNode {
        @Override
        public boolean truth() {
            return false;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** An operation on others. */
    record Applied(ExpressionOperation operation, List<ExpressionNode> operands, int depth) implements ExpressionNode {
        @Override
        public boolean truth() {
            return operation.yieldsTruth();
        }
    }
}
