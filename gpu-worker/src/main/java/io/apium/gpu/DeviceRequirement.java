package io.apium.gpu;

import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.KernelWork;
import io.apium.store.WorkerStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The device that a task requires.
 *
 * @param fp64 whether the device must have double precision
 * @param memoryBytes the minimum memory of the device in bytes
 */
record DeviceRequirement(Wanted wanted, boolean fp64, long memoryBytes) {

    static final String ARGUMENT = "requires";

    private static final DeviceRequirement NONE = new DeviceRequirement(Wanted.ANY, false, 0);

    /** The accepted kinds of device. */
    enum Wanted {
        /** Any kind of device. */
        ANY,
        OPENCL,
        GPU,
        JAVA;

        boolean isKind(Kind kind) {
            return switch (this) {
                case ANY -> true;
                case OPENCL -> kind != Kind.JAVA;
                case GPU -> kind == Kind.GPU;
                case JAVA -> kind == Kind.JAVA;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param argument {@code {"device", "fp64", "memory"}} or null */
    static DeviceRequirement of(@Nullable Object argument) throws InvalidArgumentException {
        if (argument == null) {
            return NONE;
        }
        if (!(argument instanceof Map<?, ?> map)) {
            throw wrong(ARGUMENT, "must be an object with device, fp64 and memory, got: " + argument);
        }
        for (Object name : map.keySet()) {
            if (!Set.of("device", "fp64", "memory").contains(name)) {
                throw wrong(ARGUMENT, "must only have device, fp64 and memory, got: '" + name + "'");
            }
        }
        return new DeviceRequirement(wanted(map.get("device")), truth(map.get("fp64")), bytes(map.get("memory")));
    }

    private static Wanted wanted(@Nullable Object device) throws InvalidArgumentException {
        if (device == null) {
            return Wanted.ANY;
        }
        return Arrays.stream(Wanted.values())
                .filter(wanted -> wanted.toString().equals(device))
                .findFirst()
                .orElseThrow(
                        () -> wrong(ARGUMENT + ".device", "must be any, opencl, gpu or java, got: '" + device + "'"));
    }

    private static boolean truth(@Nullable Object fp64) throws InvalidArgumentException {
        return switch (fp64) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw wrong(ARGUMENT + ".fp64", "must be true or false, got: '" + fp64 + "'");
        };
    }

    private static long bytes(@Nullable Object memory) throws InvalidArgumentException {
        return switch (memory) {
            case null -> 0;
            case Number number
            when number.longValue() >= 0 && number.doubleValue() == number.longValue() -> number.longValue();
            default -> throw wrong(ARGUMENT + ".memory", "must be a number of bytes, got: '" + memory + "'");
        };
    }

    private static InvalidArgumentException wrong(String argument, String rule) {
        return new InvalidArgumentException(argument, rule);
    }

    /**
     * This requirement, extended by the needs of the work: double precision, and an OpenCL device if the work has no
     * Java implementation.
     */
    DeviceRequirement and(KernelWork work) {
        Wanted able = wanted == Wanted.ANY && !work.hasJava() ? Wanted.OPENCL : wanted;
        return new DeviceRequirement(able, fp64 || work.program().fp64(), memoryBytes);
    }

    /** Whether the device has the required kind and features, regardless of the size of the work. */
    boolean isMetBy(DeviceInfo device) {
        return wanted.isKind(device.kind()) && (device.fp64() || !fp64) && device.memoryBytes() >= memoryBytes;
    }

    /** Whether the device of another worker can run a work of this size. */
    boolean isMetBy(WorkerStatus.Device device, long bytes) {
        return device.ready()
                && Arrays.stream(Kind.values())
                        .anyMatch(kind -> wanted.isKind(kind) && word(kind).equals(device.kind()))
                && (device.fp64() || !fp64)
                && device.memoryBytes() >= Math.max(memoryBytes, bytes);
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** For messages: {@code device gpu with double precision and 4096 bytes of memory}. */
    @Override
    public String toString() {
        String precision = fp64 ? " with double precision" : "";
        String memory = memoryBytes > 0 ? (fp64 ? " and " : " with ") + memoryBytes + " bytes of memory" : "";
        return "device " + wanted + precision + memory;
    }
}
