package io.apium.gpu.device.queue;

import io.apium.gpu.array.NumericArray;
import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.KernelArgument;
import io.apium.gpu.wire.KernelArgument.Start;
import io.apium.gpu.wire.SharedBuffer;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.DirectWork.Argument;
import io.apium.task.ErrorName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sections of a batch's works in the shared buffer: first the inputs, preceded by a table of offsets if the works
 * are packed, then the outputs.
 */
final class BatchLayout {

    private static final int TABLE_ENTRY = 16;
    private static final int WRITTEN_AT = 4;

    private final LaunchBatch batch;
    private final List<KernelArgument.Buffer> buffers = new ArrayList<>();
    private final long[] readAt;
    private final long[] writtenAt;
    private long end;

    BatchLayout(LaunchBatch batch) {
        this.batch = batch;
        int works = batch.tickets().size();
        this.readAt = new long[works];
        this.writtenAt = new long[works];
        if (isPacked()) {
            layPacked(works);
        } else {
            layDirect((DirectWork) batch.tickets().getFirst().work());
        }
    }

    private boolean isPacked() {
        return batch.tickets().getFirst().work() instanceof BatchableWork;
    }

    private BatchableWork packed(int index) {
        return (BatchableWork) batch.tickets().get(index).work();
    }

    private void layPacked(int works) {
        long at = aligned((long) works * TABLE_ENTRY);
        for (int i = 0; i < works; i++) {
            readAt[i] = at;
            at = aligned(at + packed(i).inBytes());
        }
        buffers.add(new KernelArgument.Buffer(Start.SLAB, false, 0, at));
        long written = 0;
        for (int i = 0; i < works; i++) {
            writtenAt[i] = written;
            written = aligned(written + packed(i).outBytes());
        }
        buffers.add(new KernelArgument.Buffer(Start.ANYTHING, true, at, written));
        end = at + written;
    }

    private void layDirect(DirectWork directWork) {
        for (Argument argument : directWork.arguments()) {
            switch (argument) {
                case Argument.In(ByteBuffer content) -> lay(Start.SLAB, false, content.remaining());
                case Argument.InOut(ByteBuffer content) -> lay(Start.SLAB, true, content.remaining());
                case Argument.Out(int bytes) -> lay(Start.ZEROS, true, bytes);
                case Argument.Value _, Argument.Local _ -> {}
            }
        }
    }

    private void lay(Start start, boolean isRead, long bytes) {
        buffers.add(new KernelArgument.Buffer(start, isRead, end, bytes));
        end = aligned(end + bytes);
    }

    static long aligned(long at) {
        return (at + ProgramQueue.ALIGNMENT - 1) & -ProgramQueue.ALIGNMENT;
    }

    /** The size of the shared buffer that the batch needs. */
    long bytes() {
        return Math.max(end, ProgramQueue.ALIGNMENT);
    }

    /** @throws InvalidWorkException if a work does not match its declared sizes */
    void pack(SharedBuffer memory) throws InvalidWorkException {
        if (!isPacked()) {
            packDirect((DirectWork) batch.tickets().getFirst().work(), memory);
            return;
        }
        ByteBuffer in = memory.section(0, buffers.getFirst().bytes());
        for (int i = 0; i < readAt.length; i++) {
            int entry = i * TABLE_ENTRY;
            in.putInt(entry, (int) readAt[i]);
            in.putInt(entry + WRITTEN_AT, (int) writtenAt[i]);
            BatchableWork batchableWork = packed(i);
            try {
                batchableWork.pack(little(in.slice((int) readAt[i], batchableWork.inBytes())));
            } catch (RuntimeException e) {
                throw new InvalidWorkException(batch.tickets().get(i), e);
            }
        }
    }

    private void packDirect(DirectWork directWork, SharedBuffer memory) {
        int index = 0;
        for (Argument argument : directWork.arguments()) {
            switch (argument) {
                case Argument.In(ByteBuffer content) -> put(content, buffers.get(index++), memory);
                case Argument.InOut(ByteBuffer content) -> put(content, buffers.get(index++), memory);
                case Argument.Out _ -> index++;
                case Argument.Value _, Argument.Local _ -> {}
            }
        }
    }

    private static void put(ByteBuffer content, KernelArgument.Buffer buffer, SharedBuffer memory) {
        memory.section(buffer.offset(), buffer.bytes()).put(content.duplicate());
    }

    HostFrame.Launch launch(int queue) {
        int program = batch.group().number();
        if (batch.tickets().getFirst().work() instanceof DirectWork directWork) {
            return new HostFrame.Launch(
                    queue,
                    program,
                    directWork.grid().global(),
                    directWork.grid().local(),
                    parameters(directWork));
        }
        int groups = 1;
        for (int i = 0; i < readAt.length; i++) {
            groups = Math.max(groups, packed(i).groups());
        }
        long size = batch.group().program().groupSize();
        return new HostFrame.Launch(
                queue, program, List.of(groups * size, (long) readAt.length), List.of(size, 1L), List.copyOf(buffers));
    }

    private List<KernelArgument> parameters(DirectWork directWork) {
        List<KernelArgument> parameters = new ArrayList<>();
        int index = 0;
        for (Argument argument : directWork.arguments()) {
            parameters.add(
                    switch (argument) {
                        case Argument.In _, Argument.InOut _, Argument.Out _ -> buffers.get(index++);
                        case Argument.Value(ByteBuffer content) -> new KernelArgument.Value(content);
                        case Argument.Local(int bytes) -> new KernelArgument.Local(bytes);
                    });
        }
        return parameters;
    }

    /** @throws InvalidWorkException if the work cannot read its output */
    Map<String, NumericArray> unpacked(int index, SharedBuffer memory) throws InvalidWorkException {
        try {
            return switch (batch.tickets().get(index).work()) {
                case BatchableWork batchableWork ->
                    batchableWork.unpack(
                            memory.section(buffers.getLast().offset() + writtenAt[index], batchableWork.outBytes()));
                case DirectWork directWork ->
                    directWork
                            .outputs()
                            .apply(buffers.stream()
                                    .filter(KernelArgument.Buffer::isRead)
                                    .map(buffer -> memory.section(buffer.offset(), buffer.bytes()))
                                    .toList());
            };
        } catch (RuntimeException e) {
            throw new InvalidWorkException(batch.tickets().get(index), e);
        }
    }

    private static ByteBuffer little(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A work that cannot be packed or unpacked. */
    @ErrorName("Misfit")
    static final class InvalidWorkException extends Exception {

        private static final long serialVersionUID = 1;
        private final transient WorkFuture ticket;

        InvalidWorkException(WorkFuture ticket, RuntimeException cause) {
            super(cause.toString(), cause);
            this.ticket = ticket;
        }

        WorkFuture ticket() {
            return ticket;
        }
    }
}
