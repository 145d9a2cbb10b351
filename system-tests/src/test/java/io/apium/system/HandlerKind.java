package io.apium.system;

/** Where handlers run, with two slots each. */
enum HandlerKind {
    THREADS("containment.java", "--pool", "threads"),
    VIRTUAL("containment.java", "--pool", "virtual"),
    PROCESS("containment.java", "--pool", "process"),
    COMMAND("containment.command", "--command-files", "src/test/resources/containment/commands.yaml");

    /** The task that is called with a misbehaviour. */
    final String task;

    /** Of the worker, with its value. */
    final String option;

    final String value;

    HandlerKind(String task, String option, String value) {
        this.task = task;
        this.option = option;
        this.value = value;
    }

    /** Whether a misbehaviour there leaves other tasks unharmed. */
    boolean isContained() {
        return this == PROCESS || this == COMMAND;
    }
}
