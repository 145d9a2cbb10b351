package io.apium.gpu.device;

import io.apium.gpu.array.NumericArray;
import java.util.Map;

/** The outputs of a work by name, and its profile. */
public record WorkResult(Map<String, NumericArray> outputs, WorkProfile profile) {}
