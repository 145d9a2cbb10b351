package io.apium.gpu;

import io.apium.gpu.array.ArrayWriter;
import io.apium.gpu.array.ArrayWriter.Form;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.InvalidArgumentException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the result of a task as JSON: the outputs by name and the time profile. */
record ResultWriter(ArrayWriter arrays) {

    /** The argument that selects the form of arrays in the result. */
    static final String FORM = "out";

    /** @return the form, or empty if the size of each array decides */
    static Optional<Form> form(@Nullable Object argument) throws InvalidArgumentException {
        if (argument == null || argument.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(Form.named(argument.toString())
                .orElseThrow(() -> new InvalidArgumentException(
                        FORM, "must be auto, values, base64 or blob, got: '" + argument + "'")));
    }

    /** @throws io.apium.store.StoreUnavailableException if a blob cannot be written */
    Map<String, Object> written(DeviceInfo device, WorkResult done, Optional<Form> form) {
        Map<String, Object> result = new LinkedHashMap<>(arrays.write(done.outputs(), form));
        result.put("profile", profile(device, done.profile()));
        return result;
    }

    private static Map<String, Object> profile(DeviceInfo device, WorkProfile profile) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("device", device.id());
        written.put("kind", DeviceRequirement.word(device.kind()));
        written.put("waitMicros", micros(profile.waited()));
        written.put("packMicros", micros(profile.pack()));
        written.put("transferMicros", micros(profile.transfer()));
        written.put("kernelMicros", micros(profile.kernel()));
        written.put("batch", profile.batch());
        written.put("cache", profile.cache().name().toLowerCase(Locale.ROOT));
        return written;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
