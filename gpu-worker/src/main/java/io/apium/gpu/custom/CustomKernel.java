package io.apium.gpu.custom;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.custom.KernelParameter.Role;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelProgram;
import io.apium.gpu.work.KernelWork;
import io.apium.gpu.work.WorkArguments;
import io.apium.store.BlobGoneException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A custom kernel with its signature. */
record CustomKernel(KernelProgram program, KernelSignature kernelSignature) implements Kernel {

    @Override
    public String task() {
        return program.task();
    }

    @Override
    public List<String> parameters() {
        return kernelSignature.kernelParameters().stream()
                .filter(KernelParameter::isGiven)
                .map(KernelParameter::name)
                .toList();
    }

    @Override
    public KernelWork work(WorkArguments arguments) throws InvalidArgumentException, BlobGoneException {
        Map<String, NumericArray> given = new HashMap<>();
        for (KernelParameter kernelParameter : kernelSignature.kernelParameters()) {
            if (kernelParameter.role() == Role.VALUE && kernelParameter.is() == null) {
                given.put(
                        kernelParameter.name(),
                        arguments.number(kernelParameter.name(), kernelParameter.elementType()));
            } else if (kernelParameter.isGiven()) {
                given.put(
                        kernelParameter.name(), arguments.array(kernelParameter.name(), kernelParameter.elementType()));
            }
        }
        return new KernelCall(program, kernelSignature, new SizeBindings(kernelSignature, given).sizes(), given)
                .direct();
    }

    @Override
    public Optional<KernelWork> rehearsal() {
        Map<String, Long> sizes = kernelSignature.rehearsal();
        Map<String, NumericArray> zeros = new HashMap<>();
        try {
            for (KernelParameter kernelParameter : kernelSignature.kernelParameters()) {
                if (kernelParameter.isGiven()) {
                    Long size = kernelParameter.isSize() ? sizes.get(kernelParameter.name()) : null;
                    zeros.put(
                            kernelParameter.name(),
                            kernelParameter.role() == Role.VALUE
                                    ? NumericArray.number(kernelParameter.elementType(), size == null ? 0 : size)
                                    : KernelCall.zeros(kernelParameter, sizes));
                }
            }
            return Optional.of(new KernelCall(program, kernelSignature, sizes, zeros).direct());
        } catch (InvalidArgumentException e) {
            // the sizes of the trial run are invalid for this kernel: it is built when it is first called
            return Optional.empty();
        }
    }
}
