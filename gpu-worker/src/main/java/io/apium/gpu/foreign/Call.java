package io.apium.gpu.foreign;

import io.apium.gpu.GpuBounds;
import io.apium.gpu.array.Array;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Direct.Argument;
import io.apium.gpu.work.Direct.Grid;
import io.apium.gpu.work.InvalidArgumentException;
import io.apium.gpu.work.Program;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One call of a kernel, all of whose sizes are known. */
record Call(Program program, Prototype prototype, Map<String, Long> sizes, Map<String, Array> given) {

    private static final long ITEMS_MAX = GpuBounds.KERNEL_ITEMS.max();
    private static final long BYTES_MAX = GpuBounds.WORK_BYTES.max();

    Direct direct() throws InvalidArgumentException {
        List<Argument> arguments = new ArrayList<>();
        Map<String, Room> rooms = new LinkedHashMap<>();
        for (Formal formal : prototype.formals()) {
            arguments.add(argument(formal));
            if (formal.isResult()) {
                rooms.put(formal.name(), room(formal, sizes));
            }
        }
        return new Direct(program, arguments, grid(), contents -> outputs(rooms, contents));
    }

    static Array zeros(Formal formal, Map<String, Long> sizes) throws InvalidArgumentException {
        Room room = room(formal, sizes);
        return new Array(formal.dtype(), room.shape(), Array.room(room.bytes()));
    }

    /** What an array needs. */
    private record Room(Formal formal, List<Integer> shape, int bytes) {}

    private static Room room(Formal formal, Map<String, Long> sizes) throws InvalidArgumentException {
        List<Integer> shape = new ArrayList<>();
        long bytes = formal.dtype().bytes();
        for (Size size : formal.shape()) {
            long length = size.of(sizes);
            if (length < 0 || length > BYTES_MAX || bytes * Math.max(1, length) > BYTES_MAX) {
                throw new InvalidArgumentException(
                        formal.name(),
                        "would have " + length + " elements in a dimension ('" + size.text() + "' with " + sizes
                                + "), and has up to " + BYTES_MAX + " bytes");
            }
            bytes *= length;
            shape.add((int) length);
        }
        return new Room(formal, shape, (int) bytes);
    }

    private Argument argument(Formal formal) throws InvalidArgumentException {
        return switch (formal.role()) {
            case IN -> new Argument.In(array(formal).bytes());
            case INOUT -> new Argument.InOut(array(formal).bytes());
            case OUT -> new Argument.Out(room(formal, sizes).bytes());
            case LOCAL -> new Argument.Local(room(formal, sizes).bytes());
            case VALUE -> new Argument.Value(value(formal).bytes());
        };
    }

    private Array array(Formal formal) {
        return Objects.requireNonNull(given.get(formal.name()), formal.name());
    }

    private Array value(Formal formal) {
        Size is = formal.is();
        return is == null ? array(formal) : Array.number(formal.dtype(), is.of(sizes));
    }

    private Grid grid() throws InvalidArgumentException {
        List<Long> global = new ArrayList<>();
        long items = 1;
        for (int i = 0; i < prototype.group().size(); i++) {
            long group = prototype.group().get(i);
            long wanted = prototype.global().get(i).of(sizes);
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
        return new Grid(global, prototype.group());
    }

    private InvalidArgumentException tooMany(long items) {
        String first = prototype.formals().stream()
                .filter(Formal::isGiven)
                .map(Formal::name)
                .findFirst()
                .orElse("");
        return new InvalidArgumentException(
                first, "and the others make " + items + " work-items, and there are up to " + ITEMS_MAX);
    }

    private static Map<String, Array> outputs(Map<String, Room> rooms, List<ByteBuffer> contents) {
        Map<String, Array> outputs = new LinkedHashMap<>();
        int next = 0;
        for (Room room : rooms.values()) {
            ByteBuffer own = Array.room(room.bytes());
            own.put(contents.get(next++)).flip();
            outputs.put(room.formal().name(), new Array(room.formal().dtype(), room.shape(), own));
        }
        return outputs;
    }
}
