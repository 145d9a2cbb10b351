package io.apium.gpu.kernel;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.ExpressionInterpreter;
import io.apium.gpu.expression.OpenClGenerator;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.Map;

/** An expression evaluated for each element. */
record ElementwiseWork(KernelProgram program, Expression expression, ExpressionOperands operands)
        implements BatchableWork {

    private static final int CHUNK = 16_384;

    static ElementwiseWork of(String task, Expression expression, ExpressionOperands operands) {
        String source = OpenClGenerator.prelude(expression.elementType(), expression.floatMode())
                + text("elementwise", expression, operands);
        boolean fp64 = expression.elementType() == ElementType.F64;
        KernelProgram program =
                new KernelProgram(task, "elementwise", source, expression.options(), OpenClSnippets.GROUP, fp64);
        return new ElementwiseWork(program, expression, operands);
    }

    static String text(String entry, Expression expression, ExpressionOperands operands) {
        String body = operands.declarations()
                + "const uint i = group * 256 + l;\nif (i >= n) return;\n"
                + operands.elements()
                + "((__global E*)out)[i] = (E)settled(" + expression.openCl() + ");\n";
        return OpenClSnippets.kernel(entry, body);
    }

    @Override
    public int inBytes() {
        return operands.inBytes();
    }

    @Override
    public int outBytes() {
        return Math.max(1, operands.length()) * operands.elementType().bytes();
    }

    @Override
    public int groups() {
        return OpenClSnippets.parts(operands.length(), OpenClSnippets.GROUP);
    }

    @Override
    public void pack(ByteBuffer in) {
        operands.pack(in);
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        ByteBuffer copy =
                NumericArray.room(operands.length() * operands.elementType().bytes());
        copy.put(0, out, out.position(), copy.remaining());
        return done(copy);
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        ExpressionInterpreter<?> interpreter = ExpressionInterpreter.of(expression, ExpressionInterpreter.BLOCK);
        operands.begin(interpreter);
        int n = operands.length();
        ByteBuffer out = NumericArray.room(n * operands.elementType().bytes());
        for (int from = 0; from < n; from += ExpressionInterpreter.BLOCK) {
            if (from % CHUNK == 0) {
                OpenClSnippets.checkInterrupt();
            }
            int count = Math.min(ExpressionInterpreter.BLOCK, n - from);
            operands.read(interpreter, from, count);
            interpreter.run(count);
            interpreter.write(out, from, count);
        }
        return done(out);
    }

    private Map<String, NumericArray> done(ByteBuffer content) {
        return Map.of("out", new NumericArray(operands.elementType(), operands.shape(), content));
    }
}
