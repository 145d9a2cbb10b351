package io.apium.gpu.device;

import io.apium.gpu.array.Array;
import java.util.Map;

/** What a work came to, by name, and how. */
public record Done(Map<String, Array> outputs, Profile profile) {}
