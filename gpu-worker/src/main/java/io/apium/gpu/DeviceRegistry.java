package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.task.QueueName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of this worker. The Java device is available from the start, OpenCL devices as soon as the device search
 * has ended. Only a task that needs an OpenCL device waits for the search.
 */
public final class DeviceRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeviceRegistry.class);

    private static final Duration LEAVE = Duration.ofSeconds(5);

    /** Longer than the device search takes: its probe is stopped after 30 s. */
    private static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(60);

    private final Device java;
    private final Finder finder;
    private final CompletableFuture<Found> found = new CompletableFuture<>();
    private final Thread search;

    /** Searches for devices and opens them. */
    interface Finder {

        Found find() throws InterruptedException;
    }

    /** @param error the reason why there is no device, or empty */
    record Found(List<Device> devices, String error) {

        Found {
            devices = List.copyOf(devices);
        }
    }

    DeviceRegistry(Device java, Finder finder) {
        this.java = java;
        this.finder = finder;
        this.search = Thread.ofPlatform().daemon().name("apium-gpu-search").unstarted(this::search);
    }

    void open() {
        search.start();
    }

    private void search() {
        Found what;
        try {
            what = finder.find();
        } catch (InterruptedException e) {
            what = new Found(List.of(), "the worker stopped while it searched for devices");
        } catch (RuntimeException e) {
            log.warn("gpu: device search failed, continuing without OpenCL devices", e);
            what = new Found(List.of(), "the device search failed: " + e);
        }
        if (found.complete(what)) {
            log.info("gpu: {}", summary(what));
        } else {
            what.devices().forEach(Device::close);
        }
    }

    private String summary(Found what) {
        String facts = all().stream()
                .map(Device::facts)
                .map(device -> device.id() + " (" + device.name() + ")")
                .collect(Collectors.joining(", "));
        return what.error().isEmpty() ? facts : facts + "; no OpenCL device: " + what.error();
    }

    /** The devices found so far. */
    List<Device> all() {
        List<Device> all =
                new ArrayList<>(found.getNow(new Found(List.of(), "")).devices());
        all.add(java);
        return List.copyOf(all);
    }

    /** All devices, after waiting up to 60 s for the end of the device search. */
    public List<Device> awaited() throws InterruptedException {
        try {
            found.get(SEARCH_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("gpu: device search still running after {}, a task continues without it", SEARCH_TIMEOUT);
        }
        return all();
    }

    /** The reason why there is no OpenCL device, or empty. */
    public String error() {
        return found.isDone() ? found.join().error() : "the device search is still running";
    }

    /**
     * The queues for the OpenCL devices that accept work at present: {@code BASE.opencl}, and {@code BASE.gpu} for a
     * GPU, each also with the suffix {@code .fp64} for a device with double precision.
     */
    Set<QueueName> queues(String base) {
        Set<QueueName> queues = new HashSet<>();
        for (Device device : all()) {
            DeviceInfo info = device.facts();
            if (info.kind() == Kind.JAVA || !device.load().ready()) {
                continue;
            }
            queues.add(queue(base, "opencl", false));
            if (info.kind() == Kind.GPU) {
                queues.add(queue(base, "gpu", false));
            }
            if (info.fp64()) {
                queues.add(queue(base, "opencl", true));
            }
            if (info.fp64() && info.kind() == Kind.GPU) {
                queues.add(queue(base, "gpu", true));
            }
        }
        return queues;
    }

    static QueueName queue(String base, String kind, boolean fp64) {
        return new QueueName(base + "." + kind + (fp64 ? ".fp64" : ""));
    }

    /** Waits up to 5 s for the end of the device search, and closes all devices. */
    @Override
    public void close() {
        search.interrupt();
        try {
            search.join(LEAVE);
        } catch (InterruptedException e) {
            // does not delay the shutdown; the interrupted search closes its devices itself
            Thread.currentThread().interrupt();
        }
        Found none = new Found(List.of(), "the worker is stopping");
        if (!found.complete(none)) {
            found.join().devices().forEach(Device::close);
        }
        java.close();
    }
}
