package io.apium.gpu.device;

import java.io.IOException;
import java.util.Map;

/** The processor's device, for tests of what runs on devices. */
public final class GivenDevice {

    private GivenDevice() {}

    public static Device pocl() throws IOException, InterruptedException {
        return PoCl.open(PoCl.settings(Map.of()));
    }
}
