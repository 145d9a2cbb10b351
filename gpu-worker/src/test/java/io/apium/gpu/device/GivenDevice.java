package io.apium.gpu.device;

import java.io.IOException;
import java.util.Map;

/** The processor's device, for tests of what runs on devices. */
public final class GivenDevice {

    private GivenDevice() {}

    public static Device pocl() throws IOException, InterruptedException {
        return PoCl.open(PoCl.settings(Map.of()));
    }

    /** The same for code of people whom nobody knows. */
    public static Device sandboxed() throws IOException, InterruptedException {
        DeviceSettings settings = PoCl.settings(Map.of()).eachAlone();
        HostJvm jvm = HostJvm.install(settings).in(Sandbox.open());
        return new OpenClDevice(PoCl.facts(jvm, settings), jvm, settings);
    }
}
