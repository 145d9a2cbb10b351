package io.apium.gpu.host;

import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** The devices of all platforms, in an order that is the same in each process. */
final class OpenClPlatforms {

    private OpenClPlatforms() {}

    /**
     * @throws UnsatisfiedLinkError if libOpenCL does not exist
     * @throws OpenClException if libOpenCL has no driver
     */
    static List<DriverDevice> devices() {
        CL.setExceptionsEnabled(true);
        List<DriverDevice> devices = new ArrayList<>();
        for (cl_platform_id platform : platforms()) {
            for (cl_device_id device : devices(platform)) {
                devices.add(new DriverDevice(platform, device));
            }
        }
        return devices;
    }

    private static cl_platform_id[] platforms() {
        try {
            int[] count = new int[1];
            CL.clGetPlatformIDs(0, null, count);
            cl_platform_id[] platforms = new cl_platform_id[count[0]];
            CL.clGetPlatformIDs(platforms.length, platforms, null);
            return platforms;
        } catch (CLException e) {
            throw new OpenClException("libOpenCL has no driver", e);
        }
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        try {
            int[] count = new int[1];
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
            cl_device_id[] devices = new cl_device_id[count[0]];
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null);
            return devices;
        } catch (CLException e) {
            if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
                return new cl_device_id[0];
            }
            throw new OpenClException("a driver cannot list its devices", e);
        }
    }
}
