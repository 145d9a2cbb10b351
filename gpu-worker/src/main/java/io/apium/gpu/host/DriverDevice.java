package io.apium.gpu.host;

import io.apium.gpu.wire.DeviceDescription;
import java.nio.charset.StandardCharsets;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** A device and its properties, as its driver reports them. */
record DriverDevice(cl_platform_id platform, cl_device_id id) {

    DeviceDescription description() {
        return new DeviceDescription(
                text(CL.CL_DEVICE_NAME),
                platformText(CL.CL_PLATFORM_NAME) + ", " + platformText(CL.CL_PLATFORM_VERSION),
                text(CL.CL_DRIVER_VERSION),
                (number(CL.CL_DEVICE_TYPE) & (CL.CL_DEVICE_TYPE_GPU | CL.CL_DEVICE_TYPE_ACCELERATOR)) != 0,
                (int) number(CL.CL_DEVICE_MAX_COMPUTE_UNITS),
                number(CL.CL_DEVICE_GLOBAL_MEM_SIZE),
                number(CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                hasDoubles(),
                (int) number(CL.CL_DEVICE_MAX_WORK_GROUP_SIZE),
                number(CL.CL_DEVICE_LOCAL_MEM_SIZE));
    }

    private boolean hasDoubles() {
        try {
            return number(CL.CL_DEVICE_DOUBLE_FP_CONFIG) != 0;
        } catch (CLException e) {
            // before OpenCL 1.2
            return false;
        }
    }

    /** A little-endian number of four or eight bytes. */
    private long number(int what) {
        long[] value = new long[1];
        long[] size = new long[1];
        CL.clGetDeviceInfo(id, what, 0, null, size);
        CL.clGetDeviceInfo(id, what, size[0], Pointer.to(value), null);
        return value[0];
    }

    private String text(int what) {
        long[] size = new long[1];
        CL.clGetDeviceInfo(id, what, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null);
        return string(bytes);
    }

    private String platformText(int what) {
        long[] size = new long[1];
        CL.clGetPlatformInfo(platform, what, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        CL.clGetPlatformInfo(platform, what, bytes.length, Pointer.to(bytes), null);
        return string(bytes);
    }

    /** A zero-terminated C string. */
    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
    }
}
