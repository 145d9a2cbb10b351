package io.apium.gpu.expression;

import java.util.List;

/** A node of an expression tree, with checked types. */
sealed interface ExpressionNode {

    /** Whether the value of the node is a boolean and not a number. */
    boolean truth();

    /** The height of the tree below this node, including the node itself. */
    int depth();

    /** @param value a Float, Double, Integer (with the bits of a u32) or Long, as the element type computes */
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

    /** @param index the index of the name in {@link Expression#names} */
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

    /** An operation applied to operands. */
    record Applied(ExpressionOperation operation, List<ExpressionNode> operands, int depth) implements ExpressionNode {
        @Override
        public boolean truth() {
            return operation.yieldsTruth();
        }
    }
}
