package io.apium.gpu.work;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a task, by name.
 *
 * @param values as they came from JSON, with numbers, texts, lists and maps
 */
public record Arguments(Map<String, @Nullable Object> values) {}
