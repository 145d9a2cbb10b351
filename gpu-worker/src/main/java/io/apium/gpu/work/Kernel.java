package io.apium.gpu.work;

import io.apium.store.BlobGoneException;
import java.util.List;
import java.util.Optional;

/** A task that runs on devices: converts the arguments of the task to a {@link KernelWork}. */
public interface Kernel {

    /** The name of the task. */
    String task();

    /** The names of the arguments, in the order of positional arguments. */
    List<String> parameters();

    /**
     * @throws InvalidArgumentException with the name of the argument, and for an expression the column
     * @throws BlobGoneException if the blob of an array does not exist
     * @throws io.apium.store.StoreUnavailableException if the store does not answer
     */
    KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException;

    /** A small work without side effects that builds the kernel's program before the first task needs it. */
    default Optional<KernelWork> rehearsal() {
        return Optional.empty();
    }
}
