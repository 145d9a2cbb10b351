package io.apium.gpu.host;

import io.apium.gpu.wire.HostFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_device_id;

/**
 * Builds programs while the collector is busy, and divides by zero, in Java, in between. Prints how many divisions there
 * were, how many of them were noticed, and how many builds failed.
 */
final class SignalsMain {

    private static final int BUILDS = 3;
    private static final int DIVISIONS = 20_000;

    private static List<byte[]> garbage = new ArrayList<>();

    private SignalsMain() {}

    public static void main(String[] args) {
        DriverDevice device = OpenClPlatforms.devices().getFirst();
        cl_context context = CL.clCreateContext(null, 1, new cl_device_id[] {device.id()}, null, null, null);
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofPlatform().daemon().start(() -> litter(over));
        int noticed = 0;
        int failed = 0;
        for (int i = 0; i < BUILDS; i++) {
            noticed += divisions(args.length);
            String source =
                    "__kernel void f" + i + "(__global int* y) { y[get_global_id(0)] = " + System.nanoTime() + "; }";
            try {
                var build = new HostFrame.Build(i, "f" + i, "", source, ByteBuffer.allocate(0));
                BuiltProgram.built(build, context, device.id(), device.description(), 1)
                        .close();
            } catch (BuiltProgram.NotBuiltException e) {
                failed++;
            }
        }
        over.set(true);
        System.out.println("SIGNALS " + BUILDS * DIVISIONS + " " + noticed + " " + failed);
        Runtime.getRuntime().halt(0);
    }

    /** Often enough to be compiled, where a division by zero is a signal. */
    private static int divisions(int zero) {
        int noticed = 0;
        for (int i = 0; i < DIVISIONS; i++) {
            try {
                garbage.add(new byte[100 / zero]);
            } catch (ArithmeticException e) {
                noticed++;
            }
        }
        return noticed;
    }

    private static void litter(AtomicBoolean over) {
        while (!over.get()) {
            List<byte[]> fresh = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                fresh.add(new byte[1_000]);
            }
            garbage = fresh;
        }
    }
}
