package io.apium.gpu;

import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.KernelProgram;
import io.apium.gpu.work.KernelWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Estimates the time of a launch, by device, program and size of the work, and the time of one work in a device's
 * queue, which is the time of its launch divided by the number of works in the launch. Both are moving averages, in
 * which the latest measurement has a weight of 0.2. Launches whose program was built or loaded from disk for them are
 * not counted.
 */
final class CostModel {

    private static final int KEPT_MAX = 4_096;
    private static final double NEWEST = 0.2;

    private final Map<String, Double> shares = new HashMap<>();
    private final Map<Key, Double> times = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /**
     * @param size the number of bits of {@link KernelWork#deviceBytes}, so that each size class is twice the one before
     */
    private record Key(String device, KernelProgram program, int size) {

        static Key of(String device, KernelWork work) {
            return new Key(device, work.program(), Long.SIZE - Long.numberOfLeadingZeros(work.deviceBytes()));
        }
    }

    synchronized void add(KernelWork work, WorkResult result) {
        WorkProfile profile = result.profile();
        if (profile.cache() == Cache.BUILT || profile.cache() == Cache.DISK) {
            return;
        }
        double own = micros(profile.pack()) + micros(profile.transfer()) + micros(profile.kernel());
        average(times, Key.of(profile.device(), work), own);
        average(shares, profile.device(), own / Math.max(1, profile.batch()));
    }

    private static <K> void average(Map<K, Double> averages, K key, double measured) {
        averages.merge(key, measured, (before, now) -> before + NEWEST * (now - before));
    }

    /** The estimated launch time of the work on the device in microseconds; empty without measurements. */
    synchronized OptionalDouble micros(String device, KernelWork work) {
        Double time = times.get(Key.of(device, work));
        return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
    }

    /** The average time of one work in the device's queue in microseconds; 0 without measurements. */
    synchronized double share(String device) {
        return shares.getOrDefault(device, 0.0);
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }
}
