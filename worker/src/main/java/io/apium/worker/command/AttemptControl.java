package io.apium.worker.command;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of an attempt.
 *
 * @param isLate whether the attempt's thread was interrupted because of the soft time limit only
 * @param late the error message of an attempt that ends because of the soft time limit
 * @param heeds receives a supplier of the last stderr output, for the error of an attempt that the worker stops
 */
public record AttemptControl(BooleanSupplier isLate, String late, Consumer<Supplier<@Nullable String>> heeds) {}
