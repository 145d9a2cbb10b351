package io.apium.gpu;

import io.apium.bound.Bound;
import io.apium.bound.Unit;

/** The limits of what the tasks {@code gpu.*} are given, and of kernels in a folder of the operator. */
public final class GpuBounds {

    private static final long GIB = 1L << 30;
    private static final String ARGUMENT = "FAILURE of the task, which names the argument";
    private static final String FILE = "the worker does not start; the error names the file";

    public static final Bound ARRAY_DIMENSIONS = argument("dimensions of an array", 8, Unit.COUNT);
    public static final Bound ARRAY_NUMBERS = argument("numbers of an array that is a JSON list", 65_536, Unit.COUNT);

    /** What all arrays of one work may have together. */
    public static final Bound WORK_BYTES = argument("arrays of one GPU work", GIB, Unit.BYTES);

    public static final Bound HISTOGRAM_BINS = argument("bins of gpu.histogram", 4_096, Unit.COUNT);
    public static final Bound MANDELBROT_SIDE = argument("width or height of gpu.mandelbrot", 32_768, Unit.COUNT);
    public static final Bound MANDELBROT_PIXELS = argument("pixels of a tile of gpu.mandelbrot", 1 << 26, Unit.COUNT);
    public static final Bound MANDELBROT_ITERATIONS = argument("iterations of gpu.mandelbrot", 100_000, Unit.COUNT);
    public static final Bound NBODY_BODIES = argument("bodies of gpu.nbody", 8_192, Unit.COUNT);
    public static final Bound NBODY_STEPS = argument("steps of gpu.nbody", 10_000, Unit.COUNT);
    public static final Bound NBODY_PAIRS =
            argument("steps times the square of the bodies of gpu.nbody", GIB, Unit.COUNT);
    public static final Bound PI_SAMPLES = argument("samples of gpu.monte_carlo_pi", 1L << 36, Unit.COUNT);
    public static final Bound PI_TILE = argument("tile of gpu.monte_carlo_pi", 1L << 26, Unit.COUNT);

    public static final Bound EXPRESSION_CHARACTERS = argument("expression", 4_096, Unit.CHARACTERS);
    public static final Bound EXPRESSION_LEVELS = argument("nesting of an expression", 64, Unit.LEVELS);
    public static final Bound EXPRESSION_PARTS = argument("parts of an expression", 1_000, Unit.COUNT);

    public static final Bound KERNEL_PARAMETERS = argument("parameters of a kernel", 64, Unit.COUNT);
    public static final Bound KERNEL_DIMENSIONS = argument("dimensions of a kernel's global size", 3, Unit.COUNT);
    public static final Bound KERNEL_GROUP = argument("work-items of a group in one dimension", 4_096, Unit.COUNT);
    public static final Bound KERNEL_ITEMS = argument("work-items of one launch", 1L << 31, Unit.COUNT);
    public static final Bound ELEMENTWISE_OPERANDS =
            argument("members of arrays or scalars of gpu.elementwise", 16, Unit.COUNT);
    public static final Bound KERNEL_REHEARSAL = argument("a size in a kernel's rehearsal", 1 << 20, Unit.COUNT);
    public static final Bound KERNEL_BUILD =
            Bound.fixed("build of a kernel", 120, Unit.SECONDS, "the worker", "FAILURE of the tasks that wait for it");

    public static final Bound FOLDER_KERNELS =
            Bound.fixed("kernels of a folder", 1_000, Unit.COUNT, "the start of a worker", FILE);
    public static final Bound FOLDER_SOURCE =
            Bound.fixed("source file of a kernel", 1 << 20, Unit.BYTES, "the start of a worker", FILE);

    public static final Bound DEVICE_QUEUE = Bound.fixed(
            "works that wait for one device", 10_000, Unit.COUNT, "the device", "the task is tried again later");

    public static final Bound ARRAY_BASE64 = argument("array in base64", 16 << 20, Unit.BYTES);

    private GpuBounds() {}

    private static Bound argument(String name, long max, Unit unit) {
        return Bound.fixed(name, max, unit, "the tasks gpu.*", ARGUMENT);
    }
}
