package io.apium.gpu.kernel.example;

import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.OpenClSnippets;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An N-body simulation: each step updates all velocities, then all positions. One group has all bodies, since groups
 * cannot wait for each other within a launch, so the number of bodies is limited.
 *
 * @param softening is added to the square of each distance
 */
record NbodyWork(KernelProgram program, Bodies bodies, int steps, float dt, float softening) implements BatchableWork {

    private static final int HEAD = 64;
    private static final String BODY = """
            const uint n = ((__global const uint*)in)[0];
            const uint steps = ((__global const uint*)in)[1];
            const float dt = ((__global const float*)in)[2];
            const float softening = ((__global const float*)in)[3];
            __global const float* given = (__global const float*)(in + 64);
            __global const float* mass = given + 6 * n;
            __global float* place = (__global float*)out;
            __global float* speed = place + 3 * n;
            if (group > 0) return;
            for (uint i = l; i < 6 * n; i += 256) place[i] = given[i];
            barrier(CLK_GLOBAL_MEM_FENCE);
            for (uint step = 0; step < steps; step++) {
              for (uint i = l; i < n; i += 256) {
                const float x = place[3 * i], y = place[3 * i + 1], z = place[3 * i + 2];
                float ax = 0, ay = 0, az = 0;
                for (uint j = 0; j < n; j++) {
                  const float dx = place[3 * j] - x, dy = place[3 * j + 1] - y, dz = place[3 * j + 2] - z;
                  const float near = 1.0f / sqrt(dx * dx + dy * dy + dz * dz + softening);
                  const float pull = mass[j] * near * near * near;
                  ax = ax + dx * pull;
                  ay = ay + dy * pull;
                  az = az + dz * pull;
                }
                speed[3 * i] = settled(speed[3 * i] + dt * ax);
                speed[3 * i + 1] = settled(speed[3 * i + 1] + dt * ay);
                speed[3 * i + 2] = settled(speed[3 * i + 2] + dt * az);
              }
              barrier(CLK_GLOBAL_MEM_FENCE);
              for (uint i = l; i < 3 * n; i += 256) place[i] = settled(place[i] + dt * speed[i]);
              barrier(CLK_GLOBAL_MEM_FENCE);
            }
            """;

    /** Positions and velocities, three numbers per body, and masses. */
    record Bodies(NumericArray places, NumericArray speeds, NumericArray masses) {}

    static NbodyWork of(String task, Bodies bodies, int steps, float dt, float softening) {
        KernelProgram program =
                OpenClSnippets.program(task, ElementType.F32, "nbody", OpenClSnippets.kernel("nbody", BODY), true);
        return new NbodyWork(program, bodies, steps, dt, softening);
    }

    private int count() {
        return bodies.masses().size();
    }

    @Override
    public int inBytes() {
        return HEAD + 7 * Float.BYTES * count();
    }

    @Override
    public int outBytes() {
        return 6 * Float.BYTES * Math.max(1, count());
    }

    @Override
    public int groups() {
        return 1;
    }

    @Override
    public void pack(ByteBuffer in) {
        in.putInt(0, count()).putInt(4, steps).putFloat(8, dt).putFloat(12, softening);
        int at = HEAD;
        for (NumericArray array : new NumericArray[] {bodies.places(), bodies.speeds(), bodies.masses()}) {
            in.put(at, array.bytes(), 0, array.bytes().remaining());
            at += array.bytes().remaining();
        }
    }

    @Override
    public Map<String, NumericArray> unpack(ByteBuffer out) {
        int bytes = 3 * Float.BYTES * count();
        return done(
                NumericArray.room(bytes).put(0, out, out.position(), bytes),
                NumericArray.room(bytes).put(0, out, out.position() + bytes, bytes));
    }

    @Override
    public Map<String, NumericArray> compute() throws InterruptedException {
        NbodySteps computed = new NbodySteps(bodies, dt, softening);
        for (int step = 0; step < steps; step++) {
            computed.step();
        }
        return done(computed.places(), computed.speeds());
    }

    private Map<String, NumericArray> done(ByteBuffer places, ByteBuffer speeds) {
        Map<String, NumericArray> outputs = new LinkedHashMap<>();
        outputs.put(
                "positions", new NumericArray(ElementType.F32, bodies.places().shape(), places));
        outputs.put(
                "velocities", new NumericArray(ElementType.F32, bodies.places().shape(), speeds));
        return outputs;
    }
}
