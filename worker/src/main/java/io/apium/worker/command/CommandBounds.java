package io.apium.worker.command;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of command files. */
public final class CommandBounds {

    private static final String START = "the start of a worker";
    private static final String REFUSED = "the worker does not start; the error names the file and the key";

    public static final Bound COMMANDS = Bound.fixed("commands of a file", 1_000, BoundUnit.COUNT, START, REFUSED);
    public static final Bound NAME = Bound.fixed("name of a command", 255, BoundUnit.CHARACTERS, START, REFUSED);
    public static final Bound PROCESSES =
            Bound.fixed("processes of a command", 10_000, BoundUnit.COUNT, START, REFUSED);
    public static final Bound TIME_LIMIT = Bound.fixed("timeLimit of a command", 366, BoundUnit.DAYS, START, REFUSED);

    private CommandBounds() {}
}
