package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.task.JsonText;
import java.util.List;

/** Work that is split into independent tasks, and that a plain loop computes as well. */
sealed interface DemoWorkload permits RandomLists, CollatzRanges {

    /** A short description. */
    String title();

    /** The name of the task that does one part. */
    String task();

    /** One task per part. */
    List<Canvas> tasks();

    /** The answer, computed in a plain loop on the calling thread with the code that the task's handler calls. */
    String plainly();

    /** The answer, from the results of {@link #tasks} in their order. */
    String joined(List<JsonText> results);

    /** The first {@code tasks} tasks, or all: they are run before the measurement, so that the code is compiled. */
    DemoWorkload part(int tasks);
}
