package io.apium.gpu.work;

import io.apium.store.BlobGoneException;
import java.util.List;
import java.util.Optional;

/** A task that runs on devices: what is made of its arguments. */
public interface Kernel {

    /** The task's name. */
    String task();

    /** What its arguments are called, in the order in which they may be given without names. */
    List<String> parameters();

    /**
     * @throws InvalidArgumentException naming the argument, and for an expression the column
     * @throws BlobGoneException when an array is to be read from a blob that is not there
     * @throws io.apium.store.StoreUnavailableException when nobody knows whether it is
     */
    KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException;

    /** Some work of its kind that harms nobody, by which its program is built before anybody waits for it. */
    default Optional<KernelWork> rehearsal() {
        return Optional.empty();
    }
}
