package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.Done;
import io.apium.gpu.device.Load;
import io.apium.gpu.work.Program;
import io.apium.gpu.work.Work;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a work ends soonest: the works in a device's line, each for as long as works took there, and then its own launch.
 * A device of which that is not known is tried with one work, and now and then so is one that was found slow, since what
 * is measured under load may be long ago.
 */
final class Choice {

    private static final int TRIED_ANEW_EVERY = 256;

    private final Costs costs = new Costs();
    private final Set<Trial> trials = ConcurrentHashMap.newKeySet();
    private final AtomicLong choices = new AtomicLong();

    private record Trial(String device, Program program) {}

    /**
     * @param able devices that can run it, one or more
     * @return which of them is to run it
     */
    Device among(List<Device> able, Work work) {
        if (able.size() == 1) {
            return able.getFirst();
        }
        if (choices.incrementAndGet() % TRIED_ANEW_EVERY == 0) {
            return able.get((int) (choices.get() / TRIED_ANEW_EVERY % able.size()));
        }
        return untried(able, work).orElseGet(() -> quickest(able, work));
    }

    private Optional<Device> untried(List<Device> able, Work work) {
        return able.stream()
                .filter(device -> costs.micros(id(device), work).isEmpty())
                .filter(device -> trials.add(new Trial(id(device), work.program())))
                .findFirst();
    }

    private Device quickest(List<Device> able, Work work) {
        List<Device> known = able.stream()
                .filter(device -> costs.micros(id(device), work).isPresent())
                .toList();
        return known.isEmpty()
                ? able.stream()
                        .min(Comparator.comparingInt(device -> device.load().waiting()))
                        .orElseThrow()
                : known.stream()
                        .min(Comparator.comparingDouble(device -> until(device, work)))
                        .orElseThrow();
    }

    /** In microseconds. */
    private double until(Device device, Work work) {
        Load load = device.load();
        OptionalDouble own = costs.micros(id(device), work);
        return (load.waiting() + load.running()) * costs.share(id(device)) + own.orElse(0);
    }

    /** It came to something. */
    void done(Device device, Work work, Done done) {
        costs.add(work, done);
        over(device, work);
    }

    /** It is not under way any more, whatever it came to. */
    void over(Device device, Work work) {
        trials.remove(new Trial(id(device), work.program()));
    }

    private static String id(Device device) {
        return device.facts().id();
    }
}
