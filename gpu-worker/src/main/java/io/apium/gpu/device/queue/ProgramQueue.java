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

/** Works of one program, in the order in which they came. Guarded by the lock of its line. */
public final class ProgramQueue {

    /** Where each section of a packed launch begins: at a multiple of this. */
    static final int ALIGNMENT = 64;

    private static final int TABLE_ENTRY = 16;

    /** What a work takes beside what it says: its place in the table, and what lies between it and the next. */
    public static final long OVERHEAD = TABLE_ENTRY + 2 * ALIGNMENT;

    private static final int SMALL = 64 << 10;

    /** How far its program is with the host of the moment. */
    enum State {
        UNBUILT,
        /** It could not be built, and is tried again when it is asked for again. */
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

    /** @param number of the program, for hosts */
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

    /** Where the program came from; it is in memory when it has run once. */
    Cache cache() {
        return cache;
    }

    void cache(Cache from) {
        cache = from;
    }

    /** How many launches and suspects it has beside those that wait. */
    void claim(int more) {
        claims += more;
    }

    boolean isIdle() {
        return claims == 0 && tickets.isEmpty() && state != State.BUILDING;
    }

    /** Takes what goes into one launch. */
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

    /** What it takes of the device. */
    static long bytes(WorkFuture ticket) {
        return ticket.work().deviceBytes() + OVERHEAD;
    }
}
