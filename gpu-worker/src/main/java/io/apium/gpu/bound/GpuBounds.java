package io.apium.gpu.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of the arguments of {@code gpu.*} tasks and of custom kernels. */
public final class GpuBounds {

    private static final long GIB = 1L << 30;
    private static final String ARGUMENT = "FAILURE of the task, which names the argument";
    private static final String FILE = "the worker does not start; the error names the file";

    public static final Bound ARRAY_DIMENSIONS = argument("dimensions of an array", 8, BoundUnit.COUNT);
    public static final Bound ARRAY_NUMBERS =
            argument("numbers of an array that is a JSON list", 65_536, BoundUnit.COUNT);

    /** All arrays of one work together. */
    public static final Bound WORK_BYTES = argument("arrays of one GPU work", GIB, BoundUnit.BYTES);

    public static final Bound HISTOGRAM_BINS = argument("bins of gpu.histogram", 4_096, BoundUnit.COUNT);
    public static final Bound MANDELBROT_SIDE = argument("width or height of gpu.mandelbrot", 32_768, BoundUnit.COUNT);
    public static final Bound MANDELBROT_PIXELS =
            argument("pixels of a tile of gpu.mandelbrot", 1 << 26, BoundUnit.COUNT);
    public static final Bound MANDELBROT_ITERATIONS =
            argument("iterations of gpu.mandelbrot", 100_000, BoundUnit.COUNT);
    public static final Bound NBODY_BODIES = argument("bodies of gpu.nbody", 8_192, BoundUnit.COUNT);
    public static final Bound NBODY_STEPS = argument("steps of gpu.nbody", 10_000, BoundUnit.COUNT);
    public static final Bound NBODY_PAIRS =
            argument("steps times the square of the bodies of gpu.nbody", GIB, BoundUnit.COUNT);
    public static final Bound PI_SAMPLES = argument("samples of gpu.monte_carlo_pi", 1L << 36, BoundUnit.COUNT);
    public static final Bound PI_TILE = argument("tile of gpu.monte_carlo_pi", 1L << 26, BoundUnit.COUNT);

    public static final Bound EXPRESSION_CHARACTERS = argument("expression", 4_096, BoundUnit.CHARACTERS);
    public static final Bound EXPRESSION_LEVELS = argument("nesting of an expression", 64, BoundUnit.LEVELS);
    public static final Bound EXPRESSION_PARTS = argument("parts of an expression", 1_000, BoundUnit.COUNT);

    public static final Bound KERNEL_PARAMETERS = argument("parameters of a kernel", 64, BoundUnit.COUNT);
    public static final Bound KERNEL_DIMENSIONS = argument("dimensions of a kernel's global size", 3, BoundUnit.COUNT);
    public static final Bound KERNEL_GROUP = argument("work-items of a group in one dimension", 4_096, BoundUnit.COUNT);
    public static final Bound KERNEL_ITEMS = argument("work-items of one launch", 1L << 31, BoundUnit.COUNT);
    public static final Bound ELEMENTWISE_OPERANDS =
            argument("members of arrays or scalars of gpu.elementwise", 16, BoundUnit.COUNT);
    public static final Bound KERNEL_REHEARSAL = argument("a size in a kernel's rehearsal", 1 << 20, BoundUnit.COUNT);
    public static final Bound KERNEL_BUILD = Bound.fixed(
            "build of a kernel", 120, BoundUnit.SECONDS, "the worker", "FAILURE of the tasks that wait for it");

    public static final Bound FOLDER_KERNELS =
            Bound.fixed("kernels of a folder", 1_000, BoundUnit.COUNT, "the start of a worker", FILE);
    public static final Bound FOLDER_SOURCE =
            Bound.fixed("source file of a kernel", 1 << 20, BoundUnit.BYTES, "the start of a worker", FILE);

    public static final Bound DEVICE_QUEUE = Bound.fixed(
            "works that wait for one device", 10_000, BoundUnit.COUNT, "the device", "the task is tried again later");

    public static final Bound ARRAY_BASE64 = argument("array in base64", 16 << 20, BoundUnit.BYTES);

    private GpuBounds() {}

    private static Bound argument(String name, long max, BoundUnit unit) {
        return Bound.fixed(name, max, unit, "the tasks gpu.*", ARGUMENT);
    }
}
