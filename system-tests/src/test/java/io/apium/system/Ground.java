package io.apium.system;

import java.util.List;

/** Where handlers run, with two slots each. */
enum Ground {
    THREADS("containment.java", "--pool", "threads"),
    VIRTUAL("containment.java", "--pool", "virtual"),
    PROCESS("containment.java", "--pool", "process"),
    COMMAND("containment.command", "--commands", "src/test/resources/containment/commands.yaml");

    /** The task that is called with a misconduct there. */
    final String task;

    final List<String> options;

    Ground(String task, String... options) {
        this.task = task;
        this.options = List.of(options);
    }

    /** Whether what happens there harms nobody else. */
    boolean isContained() {
        return this == PROCESS || this == COMMAND;
    }
}
