package io.apium.standalone.demo;

import io.apium.canvas.Canvas;
import io.apium.task.JsonText;
import java.util.List;

/** Work that is cut into tasks which need nothing of one another, and that can be done in one plain loop as well. */
sealed interface DemoWorkload permits RandomLists, CollatzRanges {

    /** What it is, in a few words. */
    String title();

    /** The name of the task that does a part of it. */
    String task();

    /** One for each part. */
    List<Canvas> tasks();

    /** The answer, found in a plain loop on the calling thread by what the task's handler calls. */
    String plainly();

    /** The answer, from the results of {@link #tasks} in their order. */
    String joined(List<JsonText> results);

    /** So much of it, or all, as makes {@code tasks} tasks: to have code compiled before anything is measured. */
    DemoWorkload part(int tasks);
}
