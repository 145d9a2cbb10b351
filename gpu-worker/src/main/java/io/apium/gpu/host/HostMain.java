package io.apium.gpu.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.FrameReader;
import io.apium.gpu.wire.FrameWriter;
import io.apium.gpu.wire.HostFrame;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The main class of a device host. The arguments are {@code --probe} to list the devices, or the number of a device and
 * the number of its queues.
 */
final class HostMain {

    private static final String FROM_WORKER = "/dev/fd/3";
    private static final String TO_WORKER = "/dev/fd/4";

    private HostMain() {}

    public static void main(String[] args) {
        try {
            FrameWriter out = new FrameWriter(new FileOutputStream(TO_WORKER));
            if (args[0].equals("--probe")) {
                out.write(found());
            } else {
                serve(Integer.parseInt(args[0]), Integer.parseInt(args[1]), out);
            }
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            // also an Error: a native library that cannot be loaded throws one
            halt(e);
        }
    }

    /** Prints the reason and halts the process, whose state can no longer be trusted. */
    static void halt(Throwable reason) {
        System.err.println(reason instanceof OpenClException ? reason.getMessage() : reason);
        Runtime.getRuntime().halt(70);
    }

    private static HostFrame found() {
        try {
            List<DeviceDescription> devices = OpenClPlatforms.devices().stream()
                    .map(DriverDevice::description)
                    .toList();
            return new HostFrame.Found(devices, devices.isEmpty() ? "OpenCL lists no device" : "");
        } catch (UnsatisfiedLinkError e) {
            return new HostFrame.Found(List.of(), "libOpenCL.so.1 cannot be loaded: " + e.getMessage());
        } catch (OpenClException e) {
            return new HostFrame.Found(List.of(), e.getMessage());
        }
    }

    private static void serve(int number, int queues, FrameWriter out)
            throws IOException, InterruptedException, ExecutionException {
        List<DriverDevice> devices = OpenClPlatforms.devices();
        if (number >= devices.size()) {
            throw new OpenClException("OpenCL device " + number + " does not exist any more, found " + devices.size());
        }
        DeviceContext context = DeviceContext.of(devices.get(number), queues, out);
        FrameReader in = new FrameReader(new FileInputStream(FROM_WORKER));
        out.write(new HostFrame.Ready(devices.get(number).description()));
        for (HostFrame frame = in.read(); frame != null; frame = in.read()) {
            context.take(frame);
        }
    }
}
