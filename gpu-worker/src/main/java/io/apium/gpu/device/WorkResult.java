package io.apium.gpu.device;

import io.apium.gpu.array.NumericArray;
import java.util.Map;

/** What a work came to, by name, and how. */
public record WorkResult(Map<String, NumericArray> outputs, WorkProfile profile) {}
