package io.apium.gpu.work;

import java.util.List;

/** A task that runs on devices: what is made of its arguments. */
public interface Kernel {

    /** The task's name. */
    String task();

    /** What its arguments are called, in the order in which they may be given without names. */
    List<String> parameters();

    /** @throws WrongArgument naming the argument, and for an expression the column */
    Work work(Arguments arguments) throws WrongArgument;
}
