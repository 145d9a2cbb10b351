package io.apium.system;

import java.time.Duration;

/** Ways in which a handler can harm its worker. */
enum Misbehaviour {
    BINARY("prints binary"),
    FLOODS("floods stdout (10 MB)"),
    SLEEPS("sleeps uninterruptibly"),
    ALLOCATES("allocates without bound"),
    LOOPS("loops forever"),
    EXITS("calls System.exit"),
    CRASHES("crashes the JVM"),
    KILLED("is killed -9"),
    FORKS("forks a grandchild and dies");

    private final String words;

    Misbehaviour(String words) {
        this.words = words;
    }

    /** Whether the process that it happens in is gone. */
    boolean isDeadly() {
        return compareTo(EXITS) >= 0;
    }

    /** Short for those that never end by themselves; the others have the time for their end on a busy machine too. */
    Duration timeLimit() {
        return this == SLEEPS || this == LOOPS ? Duration.ofSeconds(2) : Duration.ofSeconds(10);
    }

    @Override
    public String toString() {
        return words;
    }
}
