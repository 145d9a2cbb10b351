package io.apium.gpu;

import io.apium.canvas.Signature;
import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.ArrayWriter.Form;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.DeviceBusyException;
import io.apium.gpu.device.DeviceException.DeviceLostException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import io.apium.worker.ProvidedTask;
import io.apium.worker.RerouteException;
import io.apium.worker.TaskContext;
import io.apium.worker.binding.InvalidArgumentsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The task of a kernel: parses the arguments into a {@link KernelWork} and runs it on the device that finishes first.
 */
final class KernelTask implements ProvidedTask {

    private static final RetryPolicy TWICE_MORE =
            new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1), false, false, false);

    private static final Duration BETWEEN_WORKERS = Duration.ofSeconds(1);
    private static final Duration RETRY_DELAY_MAX = Duration.ofSeconds(5);
    private static final int RETRIES_MIN = 10;

    private final Kernel kernel;
    private final Common common;

    /**
     * The objects and settings that all kernel tasks of a worker share.
     *
     * @param deviceWaitTimeout the maximal time for which a task waits for a device that can run it
     */
    record Common(
            ArrayReader arrays,
            DevicePlacer devicePlacer,
            ResultWriter results,
            GpuMeters meters,
            Duration deviceWaitTimeout,
            InstantSource clock) {}

    KernelTask(Kernel kernel, Common common) {
        this.kernel = kernel;
        this.common = common;
    }

    @Override
    public String name() {
        return kernel.task();
    }

    @Override
    public RetryPolicy retry() {
        return TWICE_MORE;
    }

    @Override
    public List<Class<? extends Throwable>> retryOn() {
        return List.of(DeviceLostException.class, DeviceBusyException.class);
    }

    @Override
    public boolean readsItself() {
        return true;
    }

    @Override
    public Map<String, Object> run(Signature call, TaskContext context)
            throws DeviceException, BlobGoneException, InterruptedException {
        try {
            Map<String, @Nullable Object> named = new LinkedHashMap<>(call.kwargs());
            DeviceRequirement asked = DeviceRequirement.of(named.remove(DeviceRequirement.ARGUMENT));
            Optional<Form> form = ResultWriter.form(named.remove(ResultWriter.FORM));
            KernelWork work = kernel.work(WorkArguments.of(call.args(), named, kernel.parameters(), common.arrays()));
            return switch (common.devicePlacer().find(asked, work)) {
                case DevicePlacement.Local(Device device, Optional<Device> tried, boolean isFallback) -> {
                    tried.ifPresent(other -> attempt(other, work));
                    if (isFallback) {
                        common.meters().fellBack(name());
                    }
                    yield common.results().written(device.facts(), run(device, work, context), form);
                }
                case DevicePlacement.Remote(var queue, NoCapableDeviceException why) -> {
                    boolean isFirst = context.elsewhereSince().isEmpty();
                    throw elsewhere(context, queue, isFirst ? Duration.ZERO : BETWEEN_WORKERS, why);
                }
                case DevicePlacement.Unavailable(NoCapableDeviceException why) ->
                    throw elsewhere(context, common.devicePlacer().home(), pause(), why);
                case DevicePlacement.Impossible(DeviceException why) -> throw why;
            };
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentsException(String.valueOf(e.getMessage()));
        }
    }

    private RerouteException elsewhere(
            TaskContext context, QueueName queue, Duration delay, NoCapableDeviceException why)
            throws NoCapableDeviceException {
        Instant since = context.elsewhereSince().orElse(common.clock().instant());
        if (!since.plus(common.deviceWaitTimeout()).isAfter(common.clock().instant())) {
            common.meters().ended(name(), "none", "no_device");
            throw new NoCapableDeviceException(why.getMessage() + "; the task has waited since " + since);
        }
        return context.elsewhere(queue, delay, why);
    }

    /** The retry delay: a tenth of {@code deviceWaitTimeout}, at most 5 s. */
    private Duration pause() {
        Duration part = common.deviceWaitTimeout().dividedBy(RETRIES_MIN);
        return part.compareTo(RETRY_DELAY_MAX) < 0 ? part : RETRY_DELAY_MAX;
    }

    /** Runs the work only to measure the device; the result comes from another device. */
    private void attempt(Device device, KernelWork work) {
        var _ = device.submit(work, null)
                .thenAccept(result -> common.devicePlacer().done(device, work, result));
    }

    private WorkResult run(Device device, KernelWork work, TaskContext context)
            throws DeviceException, InterruptedException {
        String id = device.facts().id();
        CompletableFuture<WorkResult> running = device.submit(work, limit(context));
        try {
            WorkResult result = running.get();
            common.devicePlacer().done(device, work, result);
            common.meters().ran(name(), result.profile());
            return result;
        } catch (InterruptedException e) {
            running.cancel(true);
            common.meters().ended(name(), id, "stopped");
            throw e;
        } catch (ExecutionException e) {
            throw failed(id, e.getCause());
        }
    }

    private DeviceException failed(String device, @Nullable Throwable cause) {
        if (cause instanceof DeviceException fault) {
            common.meters().ended(name(), device, outcome(fault));
            return fault;
        }
        common.meters().ended(name(), device, "defect");
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("device " + device + " failed with an undeclared exception", cause);
    }

    private static String outcome(DeviceException fault) {
        return switch (fault) {
            case DeviceException.KernelNotBuiltException _ -> "not_built";
            case DeviceException.KernelFailedException _ -> "failed";
            case DeviceException.KernelTimeLimitException _ -> "time_limit";
            case DeviceException.WorkTooLargeException _ -> "too_large";
            case DeviceLostException _ -> "lost";
            case DeviceBusyException _ -> "busy";
            case NoCapableDeviceException _ -> "no_device";
        };
    }

    /** The rest of the attempt's time limit, or null without a limit. */
    private @Nullable Duration limit(TaskContext context) {
        return context.deadline()
                .map(deadline -> Duration.between(common.clock().instant(), deadline))
                .map(left -> left.isPositive() ? left : Duration.ofMillis(1))
                .orElse(null);
    }
}
