package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.gpu.device.DeviceStatus;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.KernelProgram;
import io.apium.gpu.work.KernelWork;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chooses the device on which a work finishes first by this estimate: (waiting + running works of the device) times the
 * average time of one work on the device, plus the time of this work. Without any measurement for the program and size
 * of the work, Java is chosen, or else the device with the shortest queue.
 *
 * <p>A device without such a measurement runs the same work a second time in the background, so that no task waits for
 * the first build of a program. This begins with the second work of a program. At every 256th choice, one of the other
 * devices is measured again, because its last measurement may have been taken under load.
 */
final class DeviceSelector {

    private static final int REMEASURED_EVERY = 256;
    private static final int KEPT_MAX = 4_096;

    private final CostModel costModel = new CostModel();
    private final Set<KernelProgram> seen = latest();
    private final Set<Trial> trials = latest();
    private final AtomicLong choices = new AtomicLong();

    private record Trial(String device, KernelProgram program) {}

    /**
     * The decision.
     *
     * @param device runs the work
     * @param tried runs it a second time, to be measured
     */
    record Chosen(Device device, Optional<Device> tried) {}

    private static <T> Set<T> latest() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
                return size() > KEPT_MAX;
            }
        }));
    }

    /** @param able the devices that can run the work, at least one */
    Chosen among(List<Device> able, KernelWork work) {
        Device quickest = able.size() == 1 ? able.getFirst() : quickest(able, work);
        if (able.size() == 1 || seen.add(work.program())) {
            return new Chosen(quickest, Optional.empty());
        }
        long choice = choices.incrementAndGet();
        Optional<Device> tried = choice % REMEASURED_EVERY == 0
                ? Optional.of(able.get((int) (choice / REMEASURED_EVERY % able.size())))
                : able.stream()
                        .filter(device -> costModel.micros(id(device), work).isEmpty())
                        .findFirst();
        return new Chosen(
                quickest,
                tried.filter(device -> !device.equals(quickest) && trials.add(new Trial(id(device), work.program()))));
    }

    private Device quickest(List<Device> able, KernelWork work) {
        List<Device> known = able.stream()
                .filter(device -> costModel.micros(id(device), work).isPresent())
                .toList();
        Comparator<Device> needsNoProgram =
                Comparator.comparingInt(device -> device.facts().kind() == Kind.JAVA ? 0 : 1);
        return known.isEmpty()
                ? able.stream()
                        .min(needsNoProgram.thenComparingInt(
                                device -> device.load().waiting()))
                        .orElseThrow()
                : known.stream()
                        .min(Comparator.comparingDouble(device -> until(device, work)))
                        .orElseThrow();
    }

    /** The estimated time until the work has finished, in microseconds. */
    private double until(Device device, KernelWork work) {
        DeviceStatus status = device.load();
        OptionalDouble own = costModel.micros(id(device), work);
        return (status.waiting() + status.running()) * costModel.share(id(device)) + own.orElse(0);
    }

    /** Records the measured times of a successful work. */
    void done(Device device, KernelWork work, WorkResult result) {
        costModel.add(work, result);
        // only a success permits another trial: a program that failed on a device would fail there again
        trials.remove(new Trial(id(device), work.program()));
    }

    private static String id(Device device) {
        return device.facts().id();
    }
}
