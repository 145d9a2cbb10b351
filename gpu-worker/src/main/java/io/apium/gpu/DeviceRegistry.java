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
 * The devices of this worker: Java from the start, the others as soon as their drivers have told of them, for which nobody
 * waits but who needs one.
 */
public final class DeviceRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeviceRegistry.class);

    private static final Duration LEAVE = Duration.ofSeconds(5);

    /** Longer than the search may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Device java;
    private final Finder finder;
    private final CompletableFuture<Found> found = new CompletableFuture<>();
    private final Thread search;

    /** Looks for devices, and opens them. */
    interface Finder {

        Found find() throws InterruptedException;
    }

    /** @param trouble why there is none, in a sentence, or empty */
    record Found(List<Device> devices, String trouble) {

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
            what = new Found(List.of(), "the worker stopped while it looked for devices");
        } catch (RuntimeException e) {
            log.warn("devices were not found, and the worker goes on without", e);
            what = new Found(List.of(), "looking for devices has failed: " + e);
        }
        if (found.complete(what)) {
            log.info("gpu: {}", said(what));
        } else {
            what.devices().forEach(Device::close);
        }
    }

    private String said(Found what) {
        String facts = all().stream()
                .map(Device::facts)
                .map(device -> device.id() + " (" + device.name() + ")")
                .collect(Collectors.joining(", "));
        return what.trouble().isEmpty() ? facts : facts + "; no OpenCL device: " + what.trouble();
    }

    /** Those that there are by now. */
    List<Device> all() {
        List<Device> all =
                new ArrayList<>(found.getNow(new Found(List.of(), "")).devices());
        all.add(java);
        return List.copyOf(all);
    }

    /** Waits until all are known that will be. */
    public List<Device> awaited() throws InterruptedException {
        try {
            found.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("devices are still looked for after {}; a task goes on with those that there are", PATIENCE);
        }
        return all();
    }

    /** Why there is no OpenCL device, or empty. */
    public String trouble() {
        return found.isDone() ? found.join().trouble() : "devices are being looked for";
    }

    /** The queues of what is asked for, and can be done on the devices that take work now. */
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

    /** Returns when nothing is left of the devices, and of the search for them. */
    @Override
    public void close() {
        search.interrupt();
        try {
            search.join(LEAVE);
        } catch (InterruptedException e) {
            // whoever stops the worker is in a hurry; the search ends a moment later
            Thread.currentThread().interrupt();
        }
        Found none = new Found(List.of(), "the worker stops");
        if (!found.complete(none)) {
            found.join().devices().forEach(Device::close);
        }
        java.close();
    }
}
