package io.apium.gpu.custom;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.bound.GpuBounds;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Argument;
import io.apium.gpu.work.DirectWork.Grid;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.KernelProgram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A call of a custom kernel, with all its sizes. */
record KernelCall(
        KernelProgram program,
        KernelSignature kernelSignature,
        Map<String, Long> sizes,
        Map<String, NumericArray> given) {

    private static final long ITEMS_MAX = GpuBounds.KERNEL_ITEMS.max();
    private static final long BYTES_MAX = GpuBounds.WORK_BYTES.max();

    DirectWork direct() throws InvalidArgumentException {
        List<Argument> arguments = new ArrayList<>();
        Map<String, Room> rooms = new LinkedHashMap<>();
        for (KernelParameter kernelParameter : kernelSignature.kernelParameters()) {
            arguments.add(argument(kernelParameter));
            if (kernelParameter.isResult()) {
                rooms.put(kernelParameter.name(), room(kernelParameter, sizes));
            }
        }
        return new DirectWork(program, arguments, grid(), contents -> outputs(rooms, contents));
    }

    static NumericArray zeros(KernelParameter kernelParameter, Map<String, Long> sizes)
            throws InvalidArgumentException {
        Room room = room(kernelParameter, sizes);
        return new NumericArray(kernelParameter.elementType(), room.shape(), NumericArray.room(room.bytes()));
    }

    /** The shape of an array and its size in bytes. */
    private record Room(KernelParameter kernelParameter, List<Integer> shape, int bytes) {}

    private static Room room(KernelParameter kernelParameter, Map<String, Long> sizes) throws InvalidArgumentException {
        List<Integer> shape = new ArrayList<>();
        long bytes = kernelParameter.elementType().bytes();
        for (SizeExpression size : kernelParameter.shape()) {
            long length = size.of(sizes);
            if (length < 0 || length > BYTES_MAX || bytes * Math.max(1, length) > BYTES_MAX) {
                throw new InvalidArgumentException(
                        kernelParameter.name(),
                        "would have " + length + " elements in a dimension ('" + size.text() + "' with " + sizes
                                + "), but must have at most " + BYTES_MAX + " bytes");
            }
            bytes *= length;
            shape.add((int) length);
        }
        return new Room(kernelParameter, shape, (int) bytes);
    }

    private Argument argument(KernelParameter kernelParameter) throws InvalidArgumentException {
        return switch (kernelParameter.role()) {
            case IN -> new Argument.In(array(kernelParameter).bytes());
            case INOUT -> new Argument.InOut(array(kernelParameter).bytes());
            case OUT -> new Argument.Out(room(kernelParameter, sizes).bytes());
            case LOCAL -> new Argument.Local(room(kernelParameter, sizes).bytes());
            case VALUE -> new Argument.Value(value(kernelParameter).bytes());
        };
    }

    private NumericArray array(KernelParameter kernelParameter) {
        return Objects.requireNonNull(given.get(kernelParameter.name()), kernelParameter.name());
    }

    private NumericArray value(KernelParameter kernelParameter) {
        SizeExpression is = kernelParameter.is();
        return is == null ? array(kernelParameter) : NumericArray.number(kernelParameter.elementType(), is.of(sizes));
    }

    private Grid grid() throws InvalidArgumentException {
        List<Long> global = new ArrayList<>();
        long items = 1;
        for (int i = 0; i < kernelSignature.group().size(); i++) {
            long group = kernelSignature.group().get(i);
            long wanted = kernelSignature.global().get(i).of(sizes);
            if (wanted < 0 || wanted > ITEMS_MAX) {
                throw tooMany(wanted);
            }
            long whole = Math.max(1, Math.ceilDiv(wanted, group)) * group;
            global.add(whole);
            items = Math.multiplyHigh(items, whole) == 0 ? items * whole : Long.MAX_VALUE;
            if (items < 0 || items > ITEMS_MAX) {
                throw tooMany(items);
            }
        }
        return new Grid(global, kernelSignature.group());
    }

    private InvalidArgumentException tooMany(long items) {
        String first = kernelSignature.kernelParameters().stream()
                .filter(KernelParameter::isGiven)
                .map(KernelParameter::name)
                .findFirst()
                .orElse("");
        return new InvalidArgumentException(
                first, "and the others result in " + items + " work-items, at most " + ITEMS_MAX + " are allowed");
    }

    private static Map<String, NumericArray> outputs(Map<String, Room> rooms, List<ByteBuffer> contents) {
        Map<String, NumericArray> outputs = new LinkedHashMap<>();
        int next = 0;
        for (Room room : rooms.values()) {
            ByteBuffer own = NumericArray.room(room.bytes());
            own.put(contents.get(next++)).flip();
            outputs.put(
                    room.kernelParameter().name(),
                    new NumericArray(room.kernelParameter().elementType(), room.shape(), own));
        }
        return outputs;
    }
}
