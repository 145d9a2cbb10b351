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
 * Where a work ends soonest: the works in a device's line, each for as long as works took there, and then its own launch.
 *
 * <p>A device of which that is not known is tried beside, with the same work once more, for which nobody waits: so nobody
 * pays for a program that is built for the first time. Only a program that comes up again is worth it. Now and then so is a
 * device that was found slow, since what is measured under load may be long ago.
 */
final class DeviceSelector {

    private static final int TRIED_ANEW_EVERY = 256;
    private static final int KEPT_MAX = 4_096;

    private final CostModel costModel = new CostModel();
    private final Set<KernelProgram> seen = latest();
    private final Set<Trial> trials = latest();
    private final AtomicLong choices = new AtomicLong();

    private record Trial(String device, KernelProgram program) {}

    /**
     * What was decided.
     *
     * @param device runs it
     * @param tried is tried beside
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

    /** @param able devices that can run it, one or more */
    Chosen among(List<Device> able, KernelWork work) {
        Device quickest = able.size() == 1 ? able.getFirst() : quickest(able, work);
        if (able.size() == 1 || seen.add(work.program())) {
            return new Chosen(quickest, Optional.empty());
        }
        long choice = choices.incrementAndGet();
        Optional<Device> tried = choice % TRIED_ANEW_EVERY == 0
                ? Optional.of(able.get((int) (choice / TRIED_ANEW_EVERY % able.size())))
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

    /** In microseconds. */
    private double until(Device device, KernelWork work) {
        DeviceStatus status = device.load();
        OptionalDouble own = costModel.micros(id(device), work);
        return (status.waiting() + status.running()) * costModel.share(id(device)) + own.orElse(0);
    }

    /** It came to something. */
    void done(Device device, KernelWork work, WorkResult result) {
        costModel.add(work, result);
        // one that comes to nothing is not tried again: what is wrong with it will not go away
        trials.remove(new Trial(id(device), work.program()));
    }

    private static String id(Device device) {
        return device.facts().id();
    }
}
