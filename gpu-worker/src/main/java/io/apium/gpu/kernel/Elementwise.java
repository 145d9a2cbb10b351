package io.apium.gpu.kernel;

import io.apium.gpu.array.Array;
import io.apium.gpu.array.Dtype;
import io.apium.gpu.expression.Expression;
import io.apium.gpu.expression.Machine;
import io.apium.gpu.expression.OpenCl;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.util.Map;

/** An expression for each element. */
record Elementwise(Program program, Expression expression, Operands operands) implements Packed {

    private static final int CHUNK = 16_384;

    static Elementwise of(String task, Expression expression, Operands operands) {
        String source = OpenCl.prelude(expression.dtype(), expression.fp()) + text("elementwise", expression, operands);
        boolean fp64 = expression.dtype() == Dtype.F64;
        Program program = new Program(task, "elementwise", source, expression.options(), Text.GROUP, fp64);
        return new Elementwise(program, expression, operands);
    }

    static String text(String entry, Expression expression, Operands operands) {
        String body = operands.declarations()
                + "const uint i = group * 256 + l;\nif (i >= n) return;\n"
                + operands.elements()
                + "((__global E*)out)[i] = (E)settled(" + expression.openCl() + ");\n";
        return Text.kernel(entry, body);
    }

    @Override
    public int inBytes() {
        return operands.inBytes();
    }

    @Override
    public int outBytes() {
        return Math.max(1, operands.length()) * operands.dtype().bytes();
    }

    @Override
    public int groups() {
        return Text.parts(operands.length(), Text.GROUP);
    }

    @Override
    public void pack(ByteBuffer in) {
        operands.pack(in);
    }

    @Override
    public Map<String, Array> unpack(ByteBuffer out) {
        ByteBuffer copy = Array.room(operands.length() * operands.dtype().bytes());
        copy.put(0, out, out.position(), copy.remaining());
        return done(copy);
    }

    @Override
    public Map<String, Array> compute() throws InterruptedException {
        Machine<?> machine = Machine.of(expression, Machine.BLOCK);
        operands.begin(machine);
        int n = operands.length();
        ByteBuffer out = Array.room(n * operands.dtype().bytes());
        for (int from = 0; from < n; from += Machine.BLOCK) {
            if (from % CHUNK == 0) {
                Text.checkInterrupt();
            }
            int count = Math.min(Machine.BLOCK, n - from);
            operands.read(machine, from, count);
            machine.run(count);
            machine.write(out, from, count);
        }
        return done(out);
    }

    private Map<String, Array> done(ByteBuffer content) {
        return Map.of("out", new Array(operands.dtype(), operands.shape(), content));
    }
}
