package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import io.apium.gpu.work.Direct;
import io.apium.gpu.work.Packed;
import io.apium.gpu.work.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Works of one program, in the order in which they came. Guarded by the lock of its line. */
final class Group {

    /** Where each section of a packed launch begins: at a multiple of this. */
    static final int ALIGNMENT = 64;

    private static final int TABLE_ENTRY = 16;

    /** What a work takes beside what it says: its place in the table, and what lies between it and the next. */
    static final long OVERHEAD = TABLE_ENTRY + 2 * ALIGNMENT;

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
    private final Program program;
    private final String key;
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private State state = State.UNBUILT;
    private Cache cache = Cache.NONE;
    private int claims;

    /** @param number of the program, for hosts */
    Group(int number, Program program) {
        this.number = number;
        this.program = program;
        this.key = program.key();
    }

    int number() {
        return number;
    }

    Program program() {
        return program;
    }

    String key() {
        return key;
    }

    Deque<Ticket> tickets() {
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
    List<Ticket> batch(int most, long bytesMax) {
        List<Ticket> batch = new ArrayList<>();
        long bytes = 0;
        for (Ticket next = tickets.peek(); next != null && batch.size() < most; next = tickets.peek()) {
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

    private static boolean joins(Ticket ticket) {
        return switch (ticket.work()) {
            case Packed packed -> packed.inBytes() <= SMALL && packed.outBytes() <= SMALL;
            case Direct _ -> false;
        };
    }

    /** What it takes of the device. */
    static long bytes(Ticket ticket) {
        return ticket.work().deviceBytes() + OVERHEAD;
    }
}
