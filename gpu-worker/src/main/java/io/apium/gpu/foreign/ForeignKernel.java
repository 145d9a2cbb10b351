package io.apium.gpu.foreign;

import io.apium.gpu.array.Array;
import io.apium.gpu.foreign.Formal.Role;
import io.apium.gpu.work.Arguments;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.Program;
import io.apium.gpu.work.Work;
import io.apium.store.BlobGoneException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel of the operator's, and what it is called with. */
record ForeignKernel(Program program, Prototype prototype) implements Kernel {

    @Override
    public String task() {
        return program.task();
    }

    @Override
    public List<String> parameters() {
        return prototype.formals().stream()
                .filter(Formal::isGiven)
                .map(Formal::name)
                .toList();
    }

    @Override
    public Work work(Arguments arguments) throws InvalidArgumentException, BlobGoneException {
        Map<String, Array> given = new HashMap<>();
        for (Formal formal : prototype.formals()) {
            if (formal.role() == Role.VALUE && formal.is() == null) {
                given.put(formal.name(), arguments.number(formal.name(), formal.dtype()));
            } else if (formal.isGiven()) {
                given.put(formal.name(), arguments.array(formal.name(), formal.dtype()));
            }
        }
        return new Call(program, prototype, new Lengths(prototype, given).sizes(), given).direct();
    }

    @Override
    public Optional<Work> rehearsal() {
        Map<String, Long> sizes = prototype.rehearsal();
        Map<String, Array> zeros = new HashMap<>();
        try {
            for (Formal formal : prototype.formals()) {
                if (formal.isGiven()) {
                    Long size = formal.isSize() ? sizes.get(formal.name()) : null;
                    zeros.put(
                            formal.name(),
                            formal.role() == Role.VALUE
                                    ? Array.number(formal.dtype(), size == null ? 0 : size)
                                    : Call.zeros(formal, sizes));
                }
            }
            return Optional.of(new Call(program, prototype, sizes, zeros).direct());
        } catch (InvalidArgumentException e) {
            // sizes that fit no kernel: it is built when it is asked for
            return Optional.empty();
        }
    }
}
