package io.apium.worker.command;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who makes an attempt and keeps its time.
 *
 * @param isLate whether the attempt's thread was interrupted for its soft limit, and for nothing more
 * @param late what the attempt failed with then, in a sentence
 * @param heeds is given what the process has last said to people, to be asked for when the attempt is ended from outside
 */
public record AttemptControl(BooleanSupplier isLate, String late, Consumer<Supplier<@Nullable String>> heeds) {}
