package io.apium.gpu.device.queue;

import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.DirectWork;
import io.apium.gpu.work.KernelProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The waiting works of one program, in order. Guarded by the lock of its queue. */
public final class ProgramQueue {

    /** The alignment of each section of a packed launch. */
    static final int ALIGNMENT = 64;

    private static final int TABLE_ENTRY = 16;

    /** The additional bytes of a work in a launch: its table entry and the padding of its two sections. */
    public static final long OVERHEAD = TABLE_ENTRY + 2 * ALIGNMENT;

    private static final int SMALL = 64 << 10;

    /** The state of the program in the current host. */
    enum State {
        UNBUILT,
        /** The build failed; the next request builds it again. */
        REFUSED,
        BUILDING,
        BUILT
    }

    private final int number;
    private final KernelProgram program;
    private final String key;
    private final Deque<WorkFuture> tickets = new ArrayDeque<>();
    private State state = State.UNBUILT;
    private Cache cache = Cache.NONE;
    private int claims;

    /** @param number the number of the program in frames to hosts */
    ProgramQueue(int number, KernelProgram program) {
        this.number = number;
        this.program = program;
        this.key = program.key();
    }

    int number() {
        return number;
    }

    KernelProgram program() {
        return program;
    }

    String key() {
        return key;
    }

    Deque<WorkFuture> tickets() {
        return tickets;
    }

    State state() {
        return state;
    }

    boolean isToBeBuilt() {
        return state == State.UNBUILT || state == State.REFUSED;
    }

    void state(State next) {
        state = next;
    }

    /** Where the program was found: {@code MEMORY} once a kernel of it has run. */
    Cache cache() {
        return cache;
    }

    void cache(Cache from) {
        cache = from;
    }

    /** Changes the number of launches and quarantined works of the program, which keep the program in the catalog. */
    void claim(int more) {
        claims += more;
    }

    boolean isIdle() {
        return claims == 0 && tickets.isEmpty() && state != State.BUILDING;
    }

    /** Removes and returns the works of one launch. */
    List<WorkFuture> batch(int most, long bytesMax) {
        List<WorkFuture> batch = new ArrayList<>();
        long bytes = 0;
        for (WorkFuture next = tickets.peek(); next != null && batch.size() < most; next = tickets.peek()) {
            bytes += bytes(next);
            if (!batch.isEmpty() && (bytes > bytesMax || !joins(next))) {
                break;
            }
            batch.add(tickets.remove());
            if (!joins(next)) {
                break;
            }
        }
        return batch;
    }

    private static boolean joins(WorkFuture ticket) {
        return switch (ticket.work()) {
            case BatchableWork batchableWork -> batchableWork.inBytes() <= SMALL && batchableWork.outBytes() <= SMALL;
            case DirectWork _ -> false;
        };
    }

    /** The device memory that a work needs in a launch. */
    static long bytes(WorkFuture ticket) {
        return ticket.work().deviceBytes() + OVERHEAD;
    }
}
