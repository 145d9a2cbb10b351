package io.apium.gpu.device;

import io.apium.gpu.array.Array;
import io.apium.gpu.wire.Frame;
import io.apium.gpu.wire.Parameter;
import io.apium.gpu.wire.Parameter.Start;
import io.apium.gpu.wire.Slab;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Direct.Argument;
import io.apium.gpu.work.Packed;
import io.apium.task.ErrorName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where in a slab the sections of a launch's works are. What the works read comes first, with a table before it if they are
 * packed; then what they write.
 */
final class Batch {

    private static final int TABLE_ENTRY = 16;
    private static final int WRITTEN_AT = 4;

    private final Turn turn;
    private final List<Parameter.Buffer> buffers = new ArrayList<>();
    private final long[] readAt;
    private final long[] writtenAt;
    private long end;

    Batch(Turn turn) {
        this.turn = turn;
        int works = turn.tickets().size();
        this.readAt = new long[works];
        this.writtenAt = new long[works];
        if (isPacked()) {
            layPacked(works);
        } else {
            layDirect((Direct) turn.tickets().getFirst().work());
        }
    }

    private boolean isPacked() {
        return turn.tickets().getFirst().work() instanceof Packed;
    }

    private Packed packed(int index) {
        return (Packed) turn.tickets().get(index).work();
    }

    private void layPacked(int works) {
        long at = aligned((long) works * TABLE_ENTRY);
        for (int i = 0; i < works; i++) {
            readAt[i] = at;
            at = aligned(at + packed(i).inBytes());
        }
        buffers.add(new Parameter.Buffer(Start.SLAB, false, 0, at));
        long written = 0;
        for (int i = 0; i < works; i++) {
            writtenAt[i] = written;
            written = aligned(written + packed(i).outBytes());
        }
        buffers.add(new Parameter.Buffer(Start.ANYTHING, true, at, written));
        end = at + written;
    }

    private void layDirect(Direct direct) {
        for (Argument argument : direct.arguments()) {
            switch (argument) {
                case Argument.In(ByteBuffer content) -> lay(Start.SLAB, false, content.remaining());
                case Argument.InOut(ByteBuffer content) -> lay(Start.SLAB, true, content.remaining());
                case Argument.Out(int bytes) -> lay(Start.ZEROS, true, bytes);
                case Argument.Value _, Argument.Local _ -> {}
            }
        }
    }

    private void lay(Start start, boolean isRead, long bytes) {
        buffers.add(new Parameter.Buffer(start, isRead, end, bytes));
        end = aligned(end + bytes);
    }

    static long aligned(long at) {
        return (at + Group.ALIGNMENT - 1) & -Group.ALIGNMENT;
    }

    /** How much of a slab it takes. */
    long bytes() {
        return Math.max(end, Group.ALIGNMENT);
    }

    /** @throws InvalidWorkException when a work does not keep to what it has said */
    void pack(Slab memory) throws InvalidWorkException {
        if (!isPacked()) {
            packDirect((Direct) turn.tickets().getFirst().work(), memory);
            return;
        }
        ByteBuffer in = memory.section(0, buffers.getFirst().bytes());
        for (int i = 0; i < readAt.length; i++) {
            int entry = i * TABLE_ENTRY;
            in.putInt(entry, (int) readAt[i]);
            in.putInt(entry + WRITTEN_AT, (int) writtenAt[i]);
            Packed packed = packed(i);
            try {
                packed.pack(little(in.slice((int) readAt[i], packed.inBytes())));
            } catch (RuntimeException e) {
                throw new InvalidWorkException(turn.tickets().get(i), e);
            }
        }
    }

    private void packDirect(Direct direct, Slab memory) {
        int index = 0;
        for (Argument argument : direct.arguments()) {
            switch (argument) {
                case Argument.In(ByteBuffer content) -> put(content, buffers.get(index++), memory);
                case Argument.InOut(ByteBuffer content) -> put(content, buffers.get(index++), memory);
                case Argument.Out _ -> index++;
                case Argument.Value _, Argument.Local _ -> {}
            }
        }
    }

    private static void put(ByteBuffer content, Parameter.Buffer buffer, Slab memory) {
        memory.section(buffer.offset(), buffer.bytes()).put(content.duplicate());
    }

    Frame.Launch launch(int lane) {
        int program = turn.group().number();
        if (turn.tickets().getFirst().work() instanceof Direct direct) {
            return new Frame.Launch(
                    lane, program, direct.grid().global(), direct.grid().local(), parameters(direct));
        }
        int groups = 1;
        for (int i = 0; i < readAt.length; i++) {
            groups = Math.max(groups, packed(i).groups());
        }
        long size = turn.group().program().groupSize();
        return new Frame.Launch(
                lane, program, List.of(groups * size, (long) readAt.length), List.of(size, 1L), List.copyOf(buffers));
    }

    private List<Parameter> parameters(Direct direct) {
        List<Parameter> parameters = new ArrayList<>();
        int index = 0;
        for (Argument argument : direct.arguments()) {
            parameters.add(
                    switch (argument) {
                        case Argument.In _, Argument.InOut _, Argument.Out _ -> buffers.get(index++);
                        case Argument.Value(ByteBuffer content) -> new Parameter.Value(content);
                        case Argument.Local(int bytes) -> new Parameter.Local(bytes);
                    });
        }
        return parameters;
    }

    /** @throws InvalidWorkException when it makes nothing of what was written for it */
    Map<String, Array> unpacked(int index, Slab memory) throws InvalidWorkException {
        try {
            return switch (turn.tickets().get(index).work()) {
                case Packed packed ->
                    packed.unpack(memory.section(buffers.getLast().offset() + writtenAt[index], packed.outBytes()));
                case Direct direct ->
                    direct.outputs()
                            .apply(buffers.stream()
                                    .filter(Parameter.Buffer::isRead)
                                    .map(buffer -> memory.section(buffer.offset(), buffer.bytes()))
                                    .toList());
            };
        } catch (RuntimeException e) {
            throw new InvalidWorkException(turn.tickets().get(index), e);
        }
    }

    private static ByteBuffer little(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A work that cannot be packed or unpacked. */
    @ErrorName("Misfit")
    static final class InvalidWorkException extends Exception {

        private static final long serialVersionUID = 1;
        private final transient Ticket ticket;

        InvalidWorkException(Ticket ticket, RuntimeException cause) {
            super(cause.toString(), cause);
            this.ticket = ticket;
        }

        Ticket ticket() {
            return ticket;
        }
    }
}
