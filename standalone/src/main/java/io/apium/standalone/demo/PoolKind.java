package io.apium.standalone.demo;

import java.util.stream.Stream;

/** The compared kinds of pool, in the order of the table. */
public enum PoolKind {
    THREADS("threads", "threads"),
    VIRTUAL("virtual", "virtual threads"),
    PROCESS("process", "processes");

    private final String word;
    private final String title;

    PoolKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    static PoolKind of(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** The value of {@code apium.worker.pool}. */
    public String word() {
        return word;
    }

    String title() {
        return title;
    }
}
