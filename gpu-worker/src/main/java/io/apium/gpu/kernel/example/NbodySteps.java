package io.apium.gpu.kernel.example;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.kernel.OpenClSnippets;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The simulation in Java, with an array per coordinate, so that the compiler can vectorize the loops. */
final class NbodySteps {

    private final int n;
    private final float dt;
    private final float softening;
    private final float[] masses;
    private final float[][] places;
    private final float[][] speeds;
    private final float[][] pulls;

    NbodySteps(NbodyWork.Bodies bodies, float dt, float softening) {
        this.n = bodies.masses().size();
        this.dt = dt;
        this.softening = softening;
        this.masses = new float[n];
        bodies.masses().bytes().asFloatBuffer().get(masses);
        this.places = apart(bodies.places());
        this.speeds = apart(bodies.speeds());
        this.pulls = new float[3][n];
    }

    private float[][] apart(NumericArray array) {
        float[][] apart = new float[3][n];
        ByteBuffer content = array.bytes();
        for (int i = 0; i < 3 * n; i++) {
            apart[i % 3][i / 3] = content.getFloat(i * Float.BYTES);
        }
        return apart;
    }

    void step() throws InterruptedException {
        for (float[] pull : pulls) {
            Arrays.fill(pull, 0);
        }
        for (int j = 0; j < n; j++) {
            if (j % 64 == 0) {
                OpenClSnippets.checkInterrupt();
            }
            pull(j, places[0], places[1], places[2]);
        }
        for (int axis = 0; axis < 3; axis++) {
            advance(speeds[axis], pulls[axis]);
            advance(places[axis], speeds[axis]);
        }
    }

    /** Adds the force of one body to all others, in the order of the bodies. */
    private void pull(int j, float[] px, float[] py, float[] pz) {
        float[] ax = pulls[0];
        float[] ay = pulls[1];
        float[] az = pulls[2];
        float x = px[j];
        float y = py[j];
        float z = pz[j];
        float mass = masses[j];
        for (int i = 0; i < n; i++) {
            float dx = x - px[i];
            float dy = y - py[i];
            float dz = z - pz[i];
            float near = 1f / (float) Math.sqrt(dx * dx + dy * dy + dz * dz + softening);
            float pull = mass * near * near * near;
            ax[i] += dx * pull;
            ay[i] += dy * pull;
            az[i] += dz * pull;
        }
    }

    private void advance(float[] values, float[] rates) {
        for (int i = 0; i < n; i++) {
            float value = values[i] + dt * rates[i];
            values[i] = Float.isNaN(value) ? Float.NaN : value;
        }
    }

    ByteBuffer places() {
        return together(places);
    }

    ByteBuffer speeds() {
        return together(speeds);
    }

    private ByteBuffer together(float[][] apart) {
        ByteBuffer content = NumericArray.room(3 * n * Float.BYTES);
        for (int i = 0; i < 3 * n; i++) {
            content.putFloat(i * Float.BYTES, apart[i % 3][i / 3]);
        }
        return content;
    }
}
